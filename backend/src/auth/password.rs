//! Passwords: parsed at the door, hashed with bcrypt on a few threads of their own.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::error::{Error, FieldError};
use crate::http::text::{MAX_PASSWORD_BYTES, MIN_PASSWORD};

/// How long a sign-in may wait for a thread that hashes.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(10);

/// A password that may be chosen.
pub struct Password(String);

impl Password {
    /// At least [`MIN_PASSWORD`] characters and at most [`MAX_PASSWORD_BYTES`] bytes; no other rules.
    ///
    /// # Errors
    /// The field's problem.
    pub fn parse(field: &str, text: &str) -> Result<Self, FieldError> {
        if text.chars().count() < MIN_PASSWORD {
            return Err(FieldError::new(
                field,
                "too_short",
                format!("At least {MIN_PASSWORD} characters."),
            ));
        }
        no_longer_than_one_can_be(field, text)?;
        Ok(Self(text.to_owned()))
    }
}

/// A password that somebody gives as theirs.
pub struct GivenPassword(String);

impl GivenPassword {
    /// Not empty, and at most [`MAX_PASSWORD_BYTES`] bytes: no password that could be right is refused.
    ///
    /// # Errors
    /// The field's problem.
    pub fn parse(field: &str, text: String) -> Result<Self, FieldError> {
        if text.is_empty() {
            return Err(FieldError::new(
                field,
                "required",
                "This must not be empty.",
            ));
        }
        no_longer_than_one_can_be(field, &text)?;
        Ok(Self(text))
    }
}

fn no_longer_than_one_can_be(field: &str, text: &str) -> Result<(), FieldError> {
    if text.len() <= MAX_PASSWORD_BYTES {
        return Ok(());
    }
    let message = format!(
        "At most {MAX_PASSWORD_BYTES} bytes; letters with accents and emoji take more than one."
    );
    Err(FieldError::new(field, "too_long", message))
}

/// Hashes and verifies, as many at once as there are processors, so that a storm of sign-ins
/// cannot take the threads of the database, nor pile up in memory.
pub struct Hashing {
    cost: u32,
    turns: Arc<Semaphore>,
    /// Verified where there is no user, so that an unknown address takes the same time.
    decoy: tokio::sync::OnceCell<String>,
}

impl Hashing {
    /// `cost` is bcrypt's: the work as a power of two.
    pub fn new(cost: u32) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            cost,
            turns: Arc::new(Semaphore::new(threads)),
            decoy: tokio::sync::OnceCell::new(),
        }
    }

    /// The hash to keep.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait.
    pub async fn hash(&self, password: Password) -> Result<String, Error> {
        let cost = self.cost;
        self.on_a_thread(move || bcrypt::non_truncating_hash(password.0, cost))
            .await
    }

    /// Whether `password` belongs to `hash`. Without a hash the answer is no, after the same work.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait.
    pub async fn verify(
        &self,
        password: GivenPassword,
        hash: Option<String>,
    ) -> Result<bool, Error> {
        let decoy = self
            .decoy
            .get_or_try_init(|| self.hash(Password("no one's password".to_owned())))
            .await?;
        let exists = hash.is_some();
        let hash = hash.unwrap_or_else(|| decoy.clone());
        let matches = self
            .on_a_thread(move || bcrypt::non_truncating_verify(password.0, &hash))
            .await?;
        Ok(matches && exists)
    }

    async fn on_a_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> bcrypt::BcryptResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let busy = || Error::Unavailable {
            part: "Signing in",
            cause: "too many passwords to check".to_owned(),
        };
        let turn =
            tokio::time::timeout(QUEUE_TIMEOUT, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        match done.await {
            Ok(answer) => answer.map_err(|error| Error::Internal(format!("bcrypt: {error}"))),
            Err(panic) => Err(Error::Internal(format!("bcrypt: {panic}"))),
        }
    }
}
