//! What became of a try, in the words of the webhook's log.

use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};

use super::courier::{CONNECT_TIMEOUT, TIMEOUT};
use super::reach::OutOfReach;

/// Bytes of an answer that are read.
const MOST_READ: usize = 4096;
/// Characters of an answer, or of an error, that are kept.
const MOST_KEPT: usize = 1000;

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
pub(super) enum Unanswered {
    OutOfReach,
    Unconnected,
    TooSlow,
    Broken(String),
}

impl Attempt {
    /// Whether the receiver took the message: the status decides, whatever follows it.
    pub fn succeeded(&self) -> bool {
        self.error.is_none()
    }

    /// The status is the answer. What follows is read for the log, a little and not for long.
    pub(super) async fn answered(response: Response, patience: Duration, started: Instant) -> Self {
        let status = response.status();
        let mut bytes = Vec::new();
        let _ = tokio::time::timeout(patience, read(response, &mut bytes)).await;
        Self {
            status: Some(status.as_u16()),
            error: complaint(status),
            response: kept(&String::from_utf8_lossy(&bytes)),
            took: started.elapsed(),
        }
    }

    pub(super) fn unanswered(why: Unanswered, started: Instant) -> Self {
        let error = match why {
            Unanswered::OutOfReach => {
                "The address is not public, and webhooks may go to no other.".to_owned()
            }
            Unanswered::Unconnected => {
                let seconds = CONNECT_TIMEOUT.as_secs();
                format!("No connection could be made within {seconds} seconds.")
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

fn complaint(status: StatusCode) -> Option<String> {
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

/// Reads the beginning of an answer. It may be broken off; what has come in until then is there.
async fn read(mut response: Response, bytes: &mut Vec<u8>) {
    while let Ok(Some(chunk)) = response.chunk().await {
        let room = MOST_READ - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if bytes.len() >= MOST_READ {
            break;
        }
    }
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
        } else if error.is_timeout() && error.is_connect() {
            Self::Unconnected
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
