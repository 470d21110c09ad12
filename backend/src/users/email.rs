//! E-mail addresses.

use email_address::{EmailAddress, Options};

use crate::error::FieldError;
use crate::http::text::MAX_EMAIL;

/// A valid address in lower case. That it is the user's own is another question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// `local@domain.tld`, without a display name or a quoted part.
    ///
    /// # Errors
    /// The field's problem.
    pub fn parse(field: &str, text: &str) -> Result<Self, FieldError> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(FieldError::new(
                field,
                "required",
                "This must not be empty.",
            ));
        }
        if text.chars().count() > MAX_EMAIL {
            return Err(FieldError::new(
                field,
                "too_long",
                format!("At most {MAX_EMAIL} characters."),
            ));
        }
        let options = Options::default()
            .without_display_text()
            .without_domain_literal()
            .with_required_tld();
        let valid =
            EmailAddress::parse_with_options(&text, options).is_ok() && !text.contains(['"', '\0']);
        if valid {
            Ok(Self(text))
        } else {
            Err(FieldError::new(
                field,
                "malformed",
                "This is no e-mail address.",
            ))
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
