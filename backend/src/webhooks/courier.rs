//! Carries one message to its receiver and brings back what became of it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use tokio::sync::OnceCell;
use url::Url;
use uuid::Uuid;

use super::guard::Guard;
use super::reach::{OutOfReach, Reach};
use super::secret::SigningSecret;
use super::signature::signatures;
use super::target::literal;
use crate::error::{Error, chain};

/// How long a connection may take, its name and its handshake included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long it may take all in all.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read.
const MOST_READ: usize = 4096;
/// Characters of an answer, or of an error, that are kept.
const MOST_KEPT: usize = 1000;

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

/// What became of a try.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The receiver's answer, where there was one.
    pub status: Option<u16>,
    /// What went wrong, for the webhook's owner.
    pub error: Option<String>,
    pub(super) response: String,
    pub(super) took: Duration,
}

/// Why there was no answer.
enum Unanswered {
    OutOfReach,
    TooSlow,
    Broken(String),
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

    async fn client(&self) -> Result<Client, Error> {
        Client::builder()
            .user_agent(USER_AGENT)
            .dns_resolver(Arc::new(Guard::new(self.reach.clone())))
            .redirect(Policy::none())
            .no_proxy()
            .pool_max_idle_per_host(0)
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map_err(|error| Error::Internal(chain(&error)))
    }
}

impl Attempt {
    /// Whether the receiver took the message: the status decides, whatever follows it.
    pub fn succeeded(&self) -> bool {
        self.error.is_none()
    }

    /// The status is the answer. What follows is read for the log, a little and not for long.
    async fn answered(response: Response, patience: Duration, started: Instant) -> Self {
        let status = response.status();
        let response = tokio::time::timeout(patience, beginning(response)).await;
        Self {
            status: Some(status.as_u16()),
            error: complaint(status),
            response: response.unwrap_or_default(),
            took: started.elapsed(),
        }
    }

    fn unanswered(why: Unanswered, started: Instant) -> Self {
        let error = match why {
            Unanswered::OutOfReach => {
                "The address is not public, and webhooks may go to no other.".to_owned()
            }
            Unanswered::TooSlow => {
                let seconds = TIMEOUT.as_secs();
                format!("There was no answer within {seconds} seconds.")
            }
            Unanswered::Broken(cause) => kept(&format!("There was no answer: {cause}.")),
        };
        Self {
            status: None,
            error: Some(error),
            response: String::new(),
            took: started.elapsed(),
        }
    }
}

fn complaint(status: reqwest::StatusCode) -> Option<String> {
    let number = status.as_u16();
    match number {
        200..=299 => None,
        300..=399 => Some(format!(
            "The receiver answered with a redirect ({number}). None is followed: give the webhook its final address."
        )),
        410 => Some("The receiver is gone for good (410).".to_owned()),
        _ => Some(format!("The receiver answered {number}.")),
    }
}

async fn beginning(mut response: Response) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        let room = MOST_READ - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if bytes.len() >= MOST_READ {
            break;
        }
    }
    kept(&String::from_utf8_lossy(&bytes))
}

/// What a column can hold, and nobody minds to read.
fn kept(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
        .chars()
        .take(MOST_KEPT)
        .collect()
}

impl From<reqwest::Error> for Unanswered {
    fn from(error: reqwest::Error) -> Self {
        if is_out_of_reach(&error) {
            Self::OutOfReach
        } else if error.is_timeout() {
            Self::TooSlow
        } else {
            // The address may hold a token, and the owner knows it.
            Self::Broken(innermost(&error.without_url()))
        }
    }
}

fn is_out_of_reach(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| cause.is::<OutOfReach>())
}

/// The last of the causes says what happened; those around it say who noticed.
fn innermost(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string)
}

fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |cause| cause.source())
}
