//! Passwords, parsed at the door: what may be chosen, and what may be given.

use crate::error::FieldError;
use crate::http::text::{MAX_PASSWORD_BYTES, MIN_PASSWORD};

/// A password that may be chosen.
pub struct Password(pub(super) String);

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
pub struct GivenPassword(pub(super) String);

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
