//! The limits of every text that people type, in one place.

use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, FieldError};

/// The longest e-mail address (RFC 5321's path, less its brackets).
pub const MAX_EMAIL: usize = 254;
/// The longest name of a person.
pub const MAX_USER_NAME: usize = 100;
/// The longest name of a project.
pub const MAX_PROJECT_NAME: usize = 120;
/// The longest description of a project.
pub const MAX_DESCRIPTION: usize = 2000;
/// The longest name of a document.
pub const MAX_DOCUMENT_NAME: usize = 255;
/// The longest text to filter names by.
pub const MAX_FILTER: usize = 255;
/// The shortest password, in characters.
pub const MIN_PASSWORD: usize = 10;
/// The longest password, in bytes: bcrypt reads no more.
pub const MAX_PASSWORD_BYTES: usize = 71;
/// The longest `Idempotency-Key`.
pub const MAX_IDEMPOTENCY_KEY: usize = 255;
/// The largest JSON body, in bytes.
pub const MAX_JSON: usize = 64 * 1024;

/// Collects the problems of all fields, so that a form learns them at once.
#[derive(Default)]
pub struct Check(Vec<FieldError>);

impl Check {
    /// The value, or `None` and a problem remembered.
    pub fn take<T>(&mut self, parsed: Result<T, FieldError>) -> Option<T> {
        parsed.map_err(|error| self.0.push(error)).ok()
    }

    /// All problems, as the answer.
    pub fn refuse<T>(self) -> Result<T, Error> {
        Err(Error::Invalid(self.0))
    }
}

/// One line: normalised to NFC, no control characters, `min` to `max` characters, not only spaces.
///
/// # Errors
/// The field's problem.
pub fn line(field: &str, value: &str, max: usize) -> Result<String, FieldError> {
    let value: String = value.nfc().collect();
    if value.chars().any(char::is_control) {
        return Err(FieldError::new(
            field,
            "forbidden_character",
            "Control characters are not allowed.",
        ));
    }
    if value.trim().is_empty() {
        return Err(FieldError::new(
            field,
            "required",
            "This must not be empty.",
        ));
    }
    at_most(field, value, max)
}

/// Several lines: like [`line()`], but line breaks and tabs are fine, and so is nothing at all.
///
/// # Errors
/// The field's problem.
pub fn paragraph(field: &str, value: &str, max: usize) -> Result<String, FieldError> {
    let value: String = value.nfc().collect();
    if value
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(FieldError::new(
            field,
            "forbidden_character",
            "Control characters are not allowed.",
        ));
    }
    at_most(field, value, max)
}

fn at_most(field: &str, value: String, max: usize) -> Result<String, FieldError> {
    if value.chars().count() > max {
        return Err(FieldError::new(
            field,
            "too_long",
            format!("At most {max} characters."),
        ));
    }
    Ok(value)
}
