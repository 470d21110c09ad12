//! Which documents are looked at next, and what was found.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::{Bounds, Damage};
use crate::http::timestamp;
use crate::schema::{damaged_documents as damage, documents, integrity_checks as checks};

/// Damaged documents that are looked at again, and shown, at most.
const SHOWN: i64 = 100;

/// A document's bytes, as its row knows them.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = documents)]
pub(super) struct Original {
    pub(super) id: Uuid,
    pub(super) size: i64,
    pub(super) sha256: Vec<u8>,
}

/// What the next check reads.
pub(super) struct Next {
    pub(super) originals: Vec<Original>,
    /// Where the one after it begins; none where that is the beginning.
    pub(super) up_to: Option<Uuid>,
}

/// What a check has read.
#[derive(Clone, Copy, Default)]
pub(super) struct Checked {
    documents: i32,
    bytes: i64,
}

/// The last check, and what is damaged.
#[derive(Debug, Serialize)]
pub struct Integrity {
    checked_at: Option<DateTime<Utc>>,
    documents: i32,
    bytes: i64,
    damaged: Vec<Damaged>,
}

/// A document whose bytes are not what was uploaded.
#[derive(Debug, Queryable, Serialize)]
struct Damaged {
    document_id: Uuid,
    project_id: Uuid,
    damage: String,
    #[serde(serialize_with = "timestamp::serialize")]
    found_at: DateTime<Utc>,
}

impl Integrity {
    /// Reads both.
    ///
    /// # Errors
    /// The database's.
    pub fn look(conn: &mut PgConnection) -> QueryResult<Self> {
        let last: Option<(DateTime<Utc>, i32, i64)> = checks::table
            .select((checks::checked_at, checks::documents, checks::bytes))
            .first(conn)
            .optional()?;
        let (documents, bytes) = last.map_or((0, 0), |(_, documents, bytes)| (documents, bytes));
        let damaged = damage::table
            .inner_join(documents::table)
            .order(damage::document_id)
            .limit(SHOWN)
            .select((
                damage::document_id,
                documents::project_id,
                damage::damage,
                damage::found_at,
            ))
            .load(conn)?;
        Ok(Self {
            checked_at: last.map(|(at, ..)| at),
            documents,
            bytes,
            damaged,
        })
    }
}

/// How many documents are damaged, as far as is known.
///
/// # Errors
/// The database's.
pub fn damaged(conn: &mut PgConnection) -> QueryResult<i64> {
    damage::table.count().get_result(conn)
}

/// The documents behind where the last check ended, as many as are allowed.
pub(super) fn next(conn: &mut PgConnection, bounds: Bounds) -> QueryResult<Next> {
    let from: Option<Option<Uuid>> = checks::table.select(checks::up_to).first(conn).optional()?;
    let mut originals: Vec<Original> = documents::table
        .filter(documents::id.gt(from.flatten().unwrap_or(Uuid::nil())))
        .order(documents::id)
        .limit(bounds.documents)
        .select(Original::as_select())
        .load(conn)?;
    let is_last = i64::try_from(originals.len()).unwrap_or(i64::MAX) < bounds.documents;
    let wanted = within(&originals, bounds.bytes);
    let is_whole = wanted == originals.len();
    originals.truncate(wanted);
    let last = originals.last().map(|original| original.id);
    Ok(Next {
        originals,
        up_to: last.filter(|_| !(is_last && is_whole)),
    })
}

/// How many of them have no more bytes together; one at least.
fn within(originals: &[Original], bytes: i64) -> usize {
    let sums = originals.iter().scan(0_i64, |sum, original| {
        *sum = sum.saturating_add(original.size);
        Some(*sum)
    });
    let fitting = sums.take_while(|sum| *sum <= bytes).count();
    fitting.max(1).min(originals.len())
}

/// Documents besides these that were damaged when somebody looked last, as many as have no more bytes together.
pub(super) fn known_damage(
    conn: &mut PgConnection,
    besides: &[Uuid],
    bytes: i64,
) -> QueryResult<Vec<Original>> {
    let mut known: Vec<Original> = damage::table
        .inner_join(documents::table)
        .filter(damage::document_id.ne_all(besides))
        .order(damage::document_id)
        .limit(SHOWN)
        .select(Original::as_select())
        .load(conn)?;
    known.truncate(within(&known, bytes));
    Ok(known)
}

/// Keeps what is wrong with a document, or forgets what was. A document that is gone by now has a right to be
/// without bytes: its row goes before they do.
pub(super) fn note(
    conn: &mut PgConnection,
    document: Uuid,
    found: Option<Damage>,
) -> QueryResult<bool> {
    let Some(found) = found else {
        diesel::delete(damage::table.find(document)).execute(conn)?;
        return Ok(false);
    };
    conn.transaction(|conn| {
        let row = documents::table.find(document).select(documents::id);
        let is_there = row.for_key_share().first::<Uuid>(conn).optional()?;
        if is_there.is_none() {
            return Ok(false);
        }
        diesel::insert_into(damage::table)
            .values((
                damage::document_id.eq(document),
                damage::damage.eq(found.as_str()),
            ))
            .on_conflict(damage::document_id)
            .do_update()
            .set(damage::damage.eq(found.as_str()))
            .execute(conn)?;
        Ok(true)
    })
}

impl Checked {
    pub(super) fn add(&mut self, original: &Original) {
        self.documents += 1;
        self.bytes = self.bytes.saturating_add(original.size);
    }

    /// Writes down what was read, and where the next check begins.
    pub(super) fn save(self, conn: &mut PgConnection, up_to: Option<Uuid>) -> QueryResult<()> {
        let read = || {
            (
                checks::up_to.eq(up_to),
                checks::documents.eq(self.documents),
                checks::bytes.eq(self.bytes),
                checks::checked_at.eq(now),
            )
        };
        diesel::insert_into(checks::table)
            .values(read())
            .on_conflict(checks::is_only)
            .do_update()
            .set(read())
            .execute(conn)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_keeps_to_its_bytes_and_is_never_empty() {
        let of_sizes = |sizes: &[i64]| -> Vec<Original> {
            let original = |size: &i64| Original {
                id: Uuid::nil(),
                size: *size,
                sha256: Vec::new(),
            };
            sizes.iter().map(original).collect()
        };
        for (sizes, expected) in [
            (&[][..], 0),
            (&[500], 1),
            (&[50, 50, 1], 2),
            (&[0, 0, 100, 0], 4),
            (&[i64::MAX, i64::MAX], 1),
        ] {
            assert_eq!(within(&of_sizes(sizes), 100), expected, "{sizes:?}");
        }
    }
}
