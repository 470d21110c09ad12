//! What a report says, in words already: the template only puts them in their places.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::model::{Deed, Facts, Listed};
use super::words::{self, Kind};
use crate::size;

/// A report.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Content {
    /// The project's name.
    pub project: String,
    /// Its description, which may have several lines or none.
    pub description: String,
    /// The name of whoever asked.
    pub asked_by: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The same, such as "25 November 2026".
    pub made_on: String,
    /// How many documents there are.
    pub document_count: String,
    /// The size of all of them.
    pub total_size: String,
    /// What they are of, the largest first.
    pub kinds: Vec<KindLine>,
    /// The documents, by name.
    pub documents: Vec<DocumentLine>,
    /// How many documents are not listed; empty where all are.
    pub unlisted: String,
    /// What was done last, the newest first.
    pub deeds: Vec<DeedLine>,
}

/// All documents of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindLine {
    /// Such as "Pictures".
    pub name: String,
    /// How many.
    pub count: String,
    /// The size of all of them.
    pub size: String,
    /// Of the size of everything, 0 to 1.
    pub share: f64,
    /// The same in percent.
    pub percent: String,
}

/// A document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentLine {
    /// Its name.
    pub name: String,
    /// Such as "Picture".
    pub kind: String,
    /// Its size.
    pub size: String,
    /// The name of whoever uploaded it.
    pub person: String,
    /// When, such as "25 Nov 2026".
    pub date: String,
}

/// Something that was done.
#[derive(Debug, Clone, Serialize)]
pub struct DeedLine {
    /// Such as "25 Nov 2026, 14:03".
    pub time: String,
    /// The name of whoever did it.
    pub who: String,
    /// Such as "added “plan.pdf”".
    pub what: String,
}

impl Content {
    /// What the facts are in words.
    pub(crate) fn of(facts: Facts, made_at: DateTime<Utc>) -> Self {
        let count: i64 = facts.by_type.iter().map(|(_, count, _)| count).sum();
        let total: i64 = facts.by_type.iter().map(|(_, _, bytes)| bytes).sum();
        let listed = i64::try_from(facts.documents.len()).unwrap_or(i64::MAX);
        Self {
            project: facts.project,
            description: facts.description,
            asked_by: facts.asked_by,
            made_at,
            made_on: words::day(made_at),
            document_count: words::number(count),
            total_size: size::in_words(total),
            kinds: kinds(&facts.by_type, total),
            documents: facts.documents.into_iter().map(DocumentLine::of).collect(),
            deeds: facts.deeds.iter().map(DeedLine::of).collect(),
            unlisted: match count - listed {
                0 => String::new(),
                more => words::number(more),
            },
        }
    }
}

impl DocumentLine {
    fn of(document: Listed) -> Self {
        Self {
            name: document.name,
            kind: Kind::of(&document.media_type).one().to_owned(),
            size: size::in_words(document.size),
            person: document.person,
            date: words::short_day(document.created_at),
        }
    }
}

impl DeedLine {
    fn of(deed: &Deed) -> Self {
        Self {
            time: words::minute(deed.done_at),
            who: deed.who(),
            what: deed.what(),
        }
    }
}

fn kinds(by_type: &[(String, i64, i64)], total: i64) -> Vec<KindLine> {
    let of_kind = |kind: Kind| {
        let of_it = by_type
            .iter()
            .filter(|(media_type, ..)| Kind::of(media_type) == kind);
        let sum = of_it.fold((0, 0), |(count, size), (_, n, bytes)| {
            (count + n, size + bytes)
        });
        (kind, sum)
    };
    let mut kinds: Vec<_> = Kind::ALL.map(of_kind).into_iter().collect();
    kinds.retain(|(_, (count, _))| *count > 0);
    kinds.sort_by_key(|(_, (_, bytes))| std::cmp::Reverse(*bytes));
    kinds
        .into_iter()
        .map(|(kind, (count, bytes))| {
            let share = bytes as f64 / total.max(1) as f64;
            KindLine {
                name: kind.many().to_owned(),
                count: words::number(count),
                size: size::in_words(bytes),
                share,
                percent: words::percent(share),
            }
        })
        .collect()
}
