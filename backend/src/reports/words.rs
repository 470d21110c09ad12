//! Numbers, dates and kinds of files as people say them: the same words as in the browser.

use chrono::{DateTime, Utc};

/// As people sort their files, see `frontend/lib/media-types.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Picture,
    Pdf,
    Spreadsheet,
    Text,
    Sound,
    Archive,
    Other,
}

/// Kinds and how the media types begin that belong to them; the first that fits.
const BEGINNINGS: [(Kind, &[&str]); 6] = [
    (Kind::Picture, &["image/"]),
    (Kind::Pdf, &["application/pdf"]),
    (
        Kind::Spreadsheet,
        &[
            "text/csv",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet",
        ],
    ),
    (
        Kind::Text,
        &[
            "text/",
            "application/json",
            "application/xml",
            "application/yaml",
            "application/toml",
            "application/javascript",
        ],
    ),
    (Kind::Sound, &["audio/", "video/"]),
    (
        Kind::Archive,
        &[
            "application/zip",
            "application/gzip",
            "application/x-tar",
            "application/x-7z",
            "application/x-bzip2",
            "application/x-xz",
        ],
    ),
];

impl Kind {
    pub(super) const ALL: [Self; 7] = [
        Self::Picture,
        Self::Pdf,
        Self::Spreadsheet,
        Self::Text,
        Self::Sound,
        Self::Archive,
        Self::Other,
    ];

    pub(super) fn of(media_type: &str) -> Self {
        let fits = |starts: &[&str]| starts.iter().any(|start| media_type.starts_with(start));
        let kind = BEGINNINGS.iter().find(|(_, starts)| fits(starts));
        kind.map_or(Self::Other, |(kind, _)| *kind)
    }

    /// What one of them is called.
    pub(super) fn one(self) -> &'static str {
        match self {
            Self::Picture => "Picture",
            Self::Pdf => "PDF",
            Self::Spreadsheet => "Spreadsheet",
            Self::Text => "Text",
            Self::Sound => "Sound or video",
            Self::Archive => "Archive",
            Self::Other => "Other",
        }
    }

    /// What several of them are called.
    pub(super) fn many(self) -> &'static str {
        match self {
            Self::Picture => "Pictures",
            Self::Pdf => "PDFs",
            Self::Spreadsheet => "Spreadsheets",
            Self::Text => "Texts",
            Self::Sound => "Sound and video",
            Self::Archive => "Archives",
            Self::Other => "Other types",
        }
    }
}

/// Such as "12,345".
pub(super) fn number(number: i64) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// A share between 0 and 1, such as "17 %".
pub(super) fn percent(share: f64) -> String {
    match share * 100.0 {
        0.0 => "0 %".to_owned(),
        little if little < 1.0 => "under 1 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}

/// Such as "25 November 2026".
pub(super) fn day(time: DateTime<Utc>) -> String {
    time.format("%-d %B %Y").to_string()
}

/// Such as "25 Nov 2026".
pub(super) fn short_day(time: DateTime<Utc>) -> String {
    time.format("%-d %b %Y").to_string()
}

/// Such as "25 Nov 2026, 14:03".
pub(super) fn minute(time: DateTime<Utc>) -> String {
    time.format("%-d %b %Y, %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let grouped = [0, 999, 1000, 1_234_567].map(number);
        assert_eq!(grouped, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn little_is_not_nothing() {
        assert_eq!(
            [0.0, 0.001, 0.17, 1.0].map(percent),
            ["0 %", "under 1 %", "17 %", "100 %"]
        );
    }

    #[test]
    fn a_csv_is_a_spreadsheet_before_it_is_a_text() {
        assert_eq!(Kind::of("text/csv"), Kind::Spreadsheet);
        assert_eq!(Kind::of("text/plain"), Kind::Text);
        assert_eq!(Kind::of("font/woff2"), Kind::Other);
    }
}
