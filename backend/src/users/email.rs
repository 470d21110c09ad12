//! E-mail addresses.

use email_address::{EmailAddress, Options};

use crate::error::FieldError;
use crate::http::text::MAX_EMAIL;

/// A valid address in lower case. That it is the user's own is another question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// `local@domain.tld`, without a display name or a quoted part. ASCII alone, because letters that
    /// look alike, or are spelled in two ways, would make two accounts of what people read as one
    /// address; a domain beyond ASCII has its `xn--` form.
    ///
    /// # Errors
    /// The field's problem.
    pub fn parse(field: &str, text: &str) -> Result<Self, FieldError> {
        let text = text.trim().to_ascii_lowercase();
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
        let valid = text.is_ascii()
            && EmailAddress::parse_with_options(&text, options).is_ok()
            && !text.contains(['"', '\0']);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case_without_the_space_around_it() {
        let email = Email::parse("email", " Anna.Berg+desk@Example.COM\n").expect("it is fine");
        assert_eq!(email.as_str(), "anna.berg+desk@example.com");
    }

    #[test]
    fn unusual_addresses_are_addresses() {
        for text in ["a@b.co", "o'neil@example.com", "1@xn--bcher-kva.example"] {
            assert!(Email::parse("email", text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_malformed() {
        for text in [
            "anna",
            "@example.com",
            "anna@",
            "anna@localhost",
            "anna@@example.com",
            "anna@example..com",
            "anna@[127.0.0.1]",
            "anna berg@example.com",
            "\"anna\"@example.com",
            "Anna <anna@example.com>",
            "anna@example.com, eve@example.com",
            "anna\0@example.com",
            "änna@example.com",
            "anna@bücher.example",
            "\u{212a}arl@example.com", // a Kelvin sign, whose small letter is k
            "anna@example.com\r\nBcc: eve@example.com",
        ] {
            assert_eq!(refusal(text), "malformed", "{text}");
        }
    }

    #[test]
    fn nothing_and_too_much_have_names_of_their_own() {
        assert_eq!(refusal(""), "required");
        assert_eq!(refusal("  "), "required");
        let long = format!("anna@{}com", "example.".repeat(32));
        assert!(long.len() > MAX_EMAIL);
        assert_eq!(refusal(&long), "too_long");
    }

    fn refusal(text: &str) -> &'static str {
        Email::parse("email", text).expect_err("it is refused").code
    }
}
