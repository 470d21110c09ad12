//! The order of a list, and where a page of it begins.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Document;
use crate::error::FieldError;
use crate::http::page::{self, Moment};
use crate::http::text::{self, MAX_FILTER};

/// By what a list is sorted. The document's id decides between equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Sort {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDescending,
    #[serde(rename = "size")]
    Size,
    #[serde(rename = "-size")]
    SizeDescending,
    #[serde(rename = "created_at")]
    Created,
    #[default]
    #[serde(rename = "-created_at")]
    CreatedDescending,
}

/// The value that a row is sorted by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Key {
    Name(String),
    Size(i64),
    Created(Moment),
}

/// The last row of a page. It belongs to one order of the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Place {
    sort: Sort,
    pub(super) key: Key,
    pub(super) id: Uuid,
}

/// Which documents, in which order, from where.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub(super) sort: Sort,
    pub(super) filter: Option<String>,
    pub(super) deleted: bool,
    pub(super) after: Option<Place>,
    pub(super) limit: i64,
}

impl Place {
    pub(super) fn of(document: &Document, sort: Sort) -> Self {
        let key = match sort {
            Sort::Name | Sort::NameDescending => Key::Name(document.sort_name.clone()),
            Sort::Size | Sort::SizeDescending => Key::Size(document.size),
            Sort::Created | Sort::CreatedDescending => Key::Created(Moment(document.created_at)),
        };
        Self {
            sort,
            key,
            id: document.id,
        }
    }

    /// Reads a cursor; one of another order is as wrong as none of ours.
    pub(super) fn parse(cursor: Option<&str>, sort: Sort) -> Result<Option<Self>, FieldError> {
        let place: Option<Self> = page::cursor(cursor)?;
        match place {
            Some(place) if place.sort != sort => Err(FieldError::new(
                "cursor",
                "malformed",
                "This cursor belongs to another order of the list.",
            )),
            Some(place) if !place.is_possible() => Err(page::foreign_cursor()),
            place => Ok(place),
        }
    }

    /// Whether a row can be there: with a value of the order's kind, which the database can hold.
    fn is_possible(&self) -> bool {
        match self.sort {
            Sort::Name | Sort::NameDescending => {
                matches!(&self.key, Key::Name(name) if !name.contains('\0'))
            }
            Sort::Size | Sort::SizeDescending => matches!(self.key, Key::Size(_)),
            Sort::Created | Sort::CreatedDescending => matches!(self.key, Key::Created(_)),
        }
    }
}

impl Place {
    pub(super) fn by_name(self) -> Option<(String, Uuid)> {
        if let Key::Name(name) = self.key {
            Some((name, self.id))
        } else {
            None
        }
    }

    pub(super) fn by_size(self) -> Option<(i64, Uuid)> {
        if let Key::Size(size) = self.key {
            Some((size, self.id))
        } else {
            None
        }
    }

    pub(super) fn by_creation(self) -> Option<(DateTime<Utc>, Uuid)> {
        if let Key::Created(Moment(at)) = self.key {
            Some((at, self.id))
        } else {
            None
        }
    }
}

/// A text that names must contain.
pub(super) fn filter(text: Option<String>) -> Result<Option<String>, FieldError> {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => text::paragraph("q", &text, MAX_FILTER).map(Some),
        None => Ok(None),
    }
}
