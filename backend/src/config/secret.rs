//! Values that must never be printed.

use std::fmt;

use super::reader::Reader;

/// The shortest `SECRET_KEYS` entry that is accepted, in bytes.
const MIN_KEY_BYTES: usize = 32;

/// A string that shows itself only on demand.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

pub(super) fn keys(from: &mut Reader) -> Vec<Secret> {
    let example = "the output of `openssl rand -hex 32`";
    let value = from.secret("SECRET_KEYS", example);
    let keys: Vec<_> = value
        .expose()
        .split(',')
        .map(str::trim)
        .filter(|key| !key.is_empty())
        .collect();
    let missing = keys.is_empty() && !value.expose().is_empty();
    if missing || keys.iter().any(|key| key.len() < MIN_KEY_BYTES) {
        from.problem(
            "SECRET_KEYS",
            format!("each key needs at least {MIN_KEY_BYTES} characters"),
            example,
        );
    }
    keys.into_iter().map(Secret::new).collect()
}
