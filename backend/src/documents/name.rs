//! Names of documents: kept as people wrote them, or refused; never quietly changed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::FieldError;
use crate::http::text::{self, MAX_DOCUMENT_NAME};

/// The longest key to sort by, in bytes, well below what an index row can hold.
const MAX_SORT_BYTES: usize = 1000;
/// Digits of a number in the key; longer ones sort by their first digits.
const NUMBER_WIDTH: usize = 12;

/// A valid name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocumentName(String);

impl DocumentName {
    /// 1 to 255 characters after NFC, no `/`, `\` or control characters.
    ///
    /// # Errors
    /// The field's problem.
    pub(super) fn parse(field: &str, text: &str) -> Result<Self, FieldError> {
        let name = text::line(field, text, MAX_DOCUMENT_NAME)?;
        if name.contains(['/', '\\']) {
            return Err(forbidden_separator(field));
        }
        Ok(Self(name))
    }

    /// The name.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// What to sort by: without case and accents, and numbers by their value ("plan 9" before "plan 10").
    pub(super) fn sort_key(&self) -> String {
        let folded: String = self
            .0
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .collect();
        let mut key = String::new();
        let mut digits = String::new();
        for c in folded.chars().chain(['\n']) {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            if !digits.is_empty() {
                let value = digits.trim_start_matches('0');
                key.push_str(&format!("{value:0>NUMBER_WIDTH$}"));
                digits.clear();
            }
            key.push(c);
            if key.len() > MAX_SORT_BYTES {
                break;
            }
        }
        key.truncate(key.trim_end_matches('\n').len());
        key
    }
}

/// A name that would be a path somewhere.
pub(super) fn forbidden_separator(field: &str) -> FieldError {
    FieldError::new(
        field,
        "forbidden_character",
        "A name must not contain / or \\.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> String {
        DocumentName::parse("name", name).unwrap().sort_key()
    }

    #[test]
    fn names_sort_as_people_expect() {
        let mut names = [
            "plan 10.pdf",
            "Plan 9.pdf",
            "Ärger.txt",
            "zebra",
            "apfel",
            "2024",
            "plan 9.pdf",
        ];
        names.sort_by_key(|name| key(name));
        assert_eq!(
            names,
            [
                "2024",
                "apfel",
                "Ärger.txt",
                "Plan 9.pdf",
                "plan 9.pdf",
                "plan 10.pdf",
                "zebra"
            ]
        );
    }

    #[test]
    fn a_key_to_sort_by_stays_within_an_index_row() {
        assert!(key(&"\u{fdfa}".repeat(255)).len() < 1100);
        assert!(key(&"1a".repeat(127)).len() < 1100);
    }

    #[test]
    fn a_name_is_composed_but_otherwise_untouched() {
        let name = DocumentName::parse("name", " Cafe\u{301} %2F 🛟.txt").unwrap();
        assert_eq!(name.as_str(), " Café %2F 🛟.txt");
    }

    #[test]
    fn separators_and_control_characters_are_refused() {
        for name in ["a/b", "a\\b", "a\nb", "a\0b", "\u{7f}", "", "   "] {
            assert!(DocumentName::parse("name", name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn length_counts_characters_and_not_bytes() {
        assert!(DocumentName::parse("name", &"🛟".repeat(255)).is_ok());
        assert!(DocumentName::parse("name", &"a".repeat(256)).is_err());
    }
}
