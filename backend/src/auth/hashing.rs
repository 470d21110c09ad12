//! bcrypt, on a few threads of its own.

use std::time::Duration;

use tokio::sync::OnceCell;

use super::password::{GivenPassword, Password};
use crate::error::Error;
use crate::threads::{Threads, Undone};

/// How long a sign-in may wait for a thread that hashes.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(10);

/// Hashes and verifies, as many at once as there are processors, so that a storm of sign-ins
/// cannot take the threads of the database, nor pile up in memory.
pub struct Hashing {
    cost: u32,
    threads: Threads,
    /// Verified where there is no user, so that an unknown address takes the same time.
    decoy: OnceCell<String>,
}

impl Hashing {
    /// `cost` is bcrypt's: the work as a power of two.
    ///
    /// # Errors
    /// [`Error::Internal`] where no threads can be had.
    pub fn new(cost: u32) -> Result<Self, Error> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            cost,
            threads: Threads::new("hashing", processors, QUEUE_TIMEOUT)?,
            decoy: OnceCell::new(),
        })
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
        match self.threads.run(work).await {
            Ok(answer) => answer.map_err(|error| Error::Internal(format!("bcrypt: {error}"))),
            Err(Undone::Busy) => Err(Error::Unavailable {
                part: "Signing in",
                cause: "too many passwords to check".to_owned(),
            }),
            Err(Undone::Panicked(panic)) => Err(Error::Internal(format!("bcrypt: {panic}"))),
        }
    }
}
