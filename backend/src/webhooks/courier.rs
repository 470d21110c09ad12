//! Carries one message to its receiver and brings back what became of it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use tokio::sync::OnceCell;
use url::Url;
use uuid::Uuid;

use super::attempt::{Attempt, Unanswered};
use super::guard::Guard;
use super::reach::Reach;
use super::secret::SigningSecret;
use super::signature::signatures;
use super::target::literal;
use crate::error::{Error, chain};

/// How long a connection may take, its name and its handshake included.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long it may take all in all.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);

const USER_AGENT: &str = concat!("Quayside/", env!("CARGO_PKG_VERSION"), " (webhooks)");

/// The one way out. It follows no redirect, asks no proxy, keeps no connection, and reaches no address that
/// [`Reach`] does not include.
pub struct Courier {
    reach: Reach,
    client: OnceCell<Client>,
}

/// A message and where it goes.
pub(super) struct Message<'a> {
    pub(super) url: &'a str,
    pub(super) id: Uuid,
    pub(super) body: &'a str,
    pub(super) secrets: &'a [SigningSecret],
}

impl Courier {
    /// Makes nothing yet: most processes send nothing.
    pub fn new(reach: Reach) -> Self {
        Self {
            reach,
            client: OnceCell::new(),
        }
    }

    /// The addresses that it may go to.
    pub(super) fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Sends a message once.
    ///
    /// # Errors
    /// Only our own; whatever the receiver does wrong is in the answer.
    pub(super) async fn deliver(&self, message: &Message<'_>) -> Result<Attempt, Error> {
        let client = self.client.get_or_try_init(|| self.client()).await?;
        let timestamp = Utc::now().timestamp();
        let id = message.id.to_string();
        let signatures = signatures(message.secrets, &id, timestamp, message.body)?;
        let started = Instant::now();
        if !self.permits(message.url) {
            return Ok(Attempt::unanswered(Unanswered::OutOfReach, started));
        }
        let request = client
            .post(message.url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signatures)
            .body(message.body.to_owned());
        let answer = tokio::time::timeout(TIMEOUT, request.send()).await;
        match answer {
            Ok(Ok(response)) => {
                let left = TIMEOUT.saturating_sub(started.elapsed());
                Ok(Attempt::answered(response, left, started).await)
            }
            Ok(Err(error)) => Ok(Attempt::unanswered(Unanswered::from(error), started)),
            Err(_) => Ok(Attempt::unanswered(Unanswered::TooSlow, started)),
        }
    }

    /// An address in the place of a name is asked of no resolver, so it is checked here.
    fn permits(&self, url: &str) -> bool {
        let url = Url::parse(url).ok();
        let literal = url.as_ref().and_then(literal);
        literal.is_none_or(|address| self.reach.includes(address))
    }

    /// Made where it may block: it reads the system's certificates.
    async fn client(&self) -> Result<Client, Error> {
        let builder = Client::builder()
            .user_agent(USER_AGENT)
            .dns_resolver(Arc::new(Guard::new(self.reach.clone())))
            .redirect(Policy::none())
            .no_proxy()
            .pool_max_idle_per_host(0)
            .connect_timeout(CONNECT_TIMEOUT);
        let built = tokio::task::spawn_blocking(|| builder.build()).await;
        let built = built.map_err(|error| Error::Internal(error.to_string()))?;
        built.map_err(|error| Error::Internal(chain(&error)))
    }
}
