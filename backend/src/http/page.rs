//! Lists come in pages, each beginning where the last one ended, so that page 1,000 costs what page 1 costs.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::text::Check;
use crate::error::{Error, FieldError};

const DEFAULT_LIMIT: i64 = 50;
const MAX_LIMIT: i64 = 200;

/// One page of a list.
#[derive(Serialize)]
pub struct Page<T> {
    /// The page's items, in order.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

/// Where a page begins. Opaque to clients; they get back what we gave them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cursor<K>(pub K);

/// A time in a cursor, as a row may have it: PostgreSQL's times do not reach back as far as ours.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "DateTime<Utc>")]
pub struct Moment(pub DateTime<Utc>);

/// The query string of a list that has nothing but pages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    limit: Option<i64>,
    cursor: Option<String>,
}

impl PageQuery {
    /// The page's size, and the key behind which it begins.
    ///
    /// # Errors
    /// What is wrong with either of them, both at once.
    pub fn parse<K: DeserializeOwned>(&self) -> Result<(i64, Option<K>), Error> {
        let mut check = Check::default();
        let limit = check.take(limit(self.limit));
        let key = check.take(cursor(self.cursor.as_deref()));
        match (limit, key) {
            (Some(limit), Some(key)) => Ok((limit, key)),
            _ => check.refuse(),
        }
    }
}

impl<T> Page<T> {
    /// The same page of what becomes of its items.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn try_map<U, E>(self, make: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        Ok(Page {
            items: self.items.into_iter().map(make).collect::<Result<_, _>>()?,
            next_cursor: self.next_cursor,
        })
    }

    /// Cuts a page of `limit` from rows that were read with one more than that.
    pub fn cut<K: Serialize>(mut rows: Vec<T>, limit: i64, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .map(|last| Cursor(key(last)).encode());
        Self {
            items: rows,
            next_cursor,
        }
    }
}

impl<K: Serialize> Cursor<K> {
    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
}

/// The page's size, 1 to 200; refused, never clamped.
///
/// # Errors
/// The field's problem.
pub fn limit(asked: Option<i64>) -> Result<i64, FieldError> {
    limit_up_to(MAX_LIMIT, asked)
}

/// The same of a list whose items cost more: 1 to `most`.
///
/// # Errors
/// The field's problem.
pub fn limit_up_to(most: i64, asked: Option<i64>) -> Result<i64, FieldError> {
    let limit = asked.unwrap_or(DEFAULT_LIMIT);
    if (1..=most).contains(&limit) {
        return Ok(limit);
    }
    Err(FieldError::new(
        "limit",
        "out_of_range",
        format!("Between 1 and {most}."),
    ))
}

/// Reads a cursor that this list gave out.
///
/// # Errors
/// The field's problem.
pub fn cursor<K: DeserializeOwned>(given: Option<&str>) -> Result<Option<K>, FieldError> {
    let Some(text) = given else { return Ok(None) };
    let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    match serde_json::from_slice::<Cursor<K>>(&bytes) {
        Ok(Cursor(key)) => Ok(Some(key)),
        Err(_) => Err(foreign_cursor()),
    }
}

/// A cursor that this list did not give out.
pub fn foreign_cursor() -> FieldError {
    let advice = "Use the next_cursor of this list's last answer.";
    FieldError::new("cursor", "malformed", advice)
}

impl TryFrom<DateTime<Utc>> for Moment {
    type Error = &'static str;

    fn try_from(time: DateTime<Utc>) -> Result<Self, Self::Error> {
        if (0..10_000).contains(&time.year()) {
            Ok(Self(time))
        } else {
            Err("no row has this time")
        }
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}
