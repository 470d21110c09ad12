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
/// The longest text to search for.
pub const MAX_SEARCH: usize = 200;
/// The longest name of a kind of jobs.
pub const MAX_JOB_KIND: usize = 64;
/// The longest address of a webhook.
pub const MAX_WEBHOOK_URL: usize = 2048;
/// The most webhooks of one project.
pub const MAX_WEBHOOKS: i64 = 10;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_composed_and_otherwise_kept_as_it_is() {
        assert_eq!(line("name", "A\u{308}nna", 4).ok(), Some("Änna".to_owned()));
        assert_eq!(line("name", " 🦆 ", 3).ok(), Some(" 🦆 ".to_owned()));
    }

    #[test]
    fn a_line_is_counted_in_characters_after_composing() {
        assert!(line("name", &"🦆".repeat(5), 5).is_ok());
        assert!(line("name", &"a\u{308}".repeat(5), 5).is_ok());
        assert_eq!(refusal(line("name", "123456", 5)), "too_long");
        // A ligature that has no composed form grows no shorter.
        assert_eq!(refusal(line("name", &"\u{fb2c}".repeat(5), 5)), "too_long");
    }

    #[test]
    fn a_line_says_something() {
        for nothing in ["", " ", "\u{a0}", "\u{2003}\u{3000}"] {
            assert_eq!(refusal(line("name", nothing, 5)), "required");
        }
    }

    #[test]
    fn a_line_has_no_control_characters() {
        for control in ["\0", "\n", "\t", "\u{1b}", "\u{7f}", "\u{85}", "\u{9f}"] {
            let text = format!("a{control}b");
            assert_eq!(refusal(line("name", &text, 5)), "forbidden_character");
        }
    }

    #[test]
    fn a_paragraph_may_break_and_may_be_empty() {
        for text in ["", "a\nb", "a\r\nb", "\ta"] {
            assert_eq!(
                paragraph("description", text, 5).ok().as_deref(),
                Some(text)
            );
        }
        for control in ["\0", "\u{b}", "\u{c}", "\u{85}"] {
            let refused = refusal(paragraph("description", control, 5));
            assert_eq!(refused, "forbidden_character");
        }
        assert_eq!(refusal(paragraph("description", "123456", 5)), "too_long");
    }

    #[test]
    fn a_check_collects_what_is_wrong_with_all_fields() {
        let mut check = Check::default();
        assert!(check.take(line("name", "Anna", 5)).is_some());
        assert!(check.take(line("title", "", 5)).is_none());
        assert!(check.take(paragraph("text", "123456", 5)).is_none());
        let Err(Error::Invalid(errors)) = check.refuse::<()>() else {
            panic!("a check refuses with all its errors");
        };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["title", "text"]);
    }

    fn refusal(answer: Result<String, FieldError>) -> &'static str {
        answer.expect_err("it is refused").code
    }
}
