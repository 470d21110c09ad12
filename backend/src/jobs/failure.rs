//! Why a job did not do what it should, and when it is tried again.

use std::any::Any;
use std::time::Duration;

use crate::error::Error;

/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Characters of a message or a cause that are kept.
const LONGEST_TEXT: usize = 2000;

/// What went wrong, in words for people and in detail for whoever repairs it.
#[derive(Clone, Debug)]
pub struct Failure {
    pub(super) message: String,
    pub(super) cause: String,
    pub(super) is_final: bool,
}

impl Failure {
    /// Something that may go better another time: it is tried again while there are attempts left.
    pub fn for_now(message: impl Into<String>, cause: impl Into<String>) -> Self {
        Self {
            message: storable(&message.into()),
            cause: storable(&cause.into()),
            is_final: false,
        }
    }

    /// Something that no further attempt will change.
    pub fn for_good(message: impl Into<String>, cause: impl Into<String>) -> Self {
        Self {
            is_final: true,
            ..Self::for_now(message, cause)
        }
    }

    pub(super) fn unreadable(error: &serde_json::Error) -> Self {
        Self::for_good(
            "This job was made by another version of Quayside, which described it differently.",
            format!("the payload does not fit: {error}"),
        )
    }

    pub(super) fn timed_out(limit: Duration) -> Self {
        let seconds = limit.as_secs_f64();
        Self::for_now(
            "This took too long and was stopped.",
            format!("it was not done within {seconds} s"),
        )
    }

    pub(super) fn panicked(panic: &(dyn Any + Send)) -> Self {
        let text = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Self::for_now(INTERNAL, format!("it panicked: {}", text.unwrap_or("?")))
    }

    pub(super) fn abandoned() -> Self {
        Self::for_now(
            "This was interrupted.",
            "its worker gave no sign of life until the lease ended",
        )
    }
}

/// What a column can hold: texts come from parsers of foreign files too, and an end that could not be
/// written down would be tried for ever.
pub(super) fn storable(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\0' { '\u{fffd}' } else { c })
        .take(LONGEST_TEXT)
        .collect()
}

const INTERNAL: &str = "Something went wrong on our side.";

/// What the parts answer may be different in a moment; what somebody was refused will stay so.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable { part, cause } => {
                Self::for_now(format!("{part} could not be reached."), cause)
            }
            Error::Internal(cause) => Self::for_now(INTERNAL, cause),
            error => Self::for_good(error.to_string(), error.code()),
        }
    }
}

/// The pause before the next attempt: doubled each time, up to an hour, and shortened by up to a half,
/// at random, so that what failed together does not come back together.
pub(super) fn pause(first: Duration, attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(20);
    let pause = first.saturating_mul(1 << doublings).min(LONGEST_PAUSE);
    // Without randomness the pause is merely the same for all.
    let random = getrandom::u32().unwrap_or(u32::MAX);
    pause.mul_f64(0.5 + f64::from(random) / f64::from(u32::MAX) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let ten = Duration::from_secs(10);
        for (attempt, longest) in [(1, 10), (2, 20), (5, 160), (10, 3600), (1000, 3600)] {
            let pause = pause(ten, attempt).as_secs_f64();
            let longest = f64::from(longest);
            assert!((longest / 2.0..=longest).contains(&pause), "{attempt}");
        }
    }

    #[test]
    fn what_fails_together_does_not_come_back_together() {
        let pauses: std::collections::HashSet<_> =
            (0..10).map(|_| pause(Duration::from_secs(10), 3)).collect();
        assert!(pauses.len() > 1);
    }

    #[test]
    fn a_refusal_is_final_and_an_outage_is_not() {
        assert!(Failure::from(Error::NotFound).is_final);
        assert!(!Failure::from(Error::database_unavailable(&"gone")).is_final);
        assert!(!Failure::from(Error::Internal("odd".into())).is_final);
    }
}
