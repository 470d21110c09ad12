//! The end of deleted documents.

use std::collections::BTreeMap;

use diesel::dsl::IntervalDsl;
use diesel::prelude::*;
use uuid::Uuid;

use crate::db::clock;
use crate::schema::{documents, previews, projects, thumbnails};
use crate::storage::Key;

/// Documents that one transaction removes, at most.
const AT_ONCE: i64 = 100;

/// What was removed, and the objects that nobody knows any more.
pub(in crate::documents) struct Gone {
    pub(in crate::documents) documents: usize,
    pub(in crate::documents) objects: Vec<Key>,
}

#[derive(Default)]
struct Removed {
    bytes: i64,
    /// Those of them that were in a deleted project and not deleted themselves.
    live: i64,
    live_bytes: i64,
}

/// Removes some rows of documents that were deleted, themselves or with their project, more than so many
/// days ago, and what the projects' counters had of them.
pub(in crate::documents) fn remove_old(conn: &mut PgConnection, days: i32) -> QueryResult<Gone> {
    conn.transaction(|conn| {
        let rows: Vec<(Uuid, Uuid, i64, bool)> = old(conn, days)?;
        let mut counters = BTreeMap::<Uuid, Removed>::new();
        for (_, project, size, is_live) in &rows {
            let removed = counters.entry(*project).or_default();
            removed.bytes += size;
            removed.live += i64::from(*is_live);
            removed.live_bytes += if *is_live { *size } else { 0 };
        }
        let ids: Vec<Uuid> = rows.into_iter().map(|(id, ..)| id).collect();
        let objects = objects_of(conn, &ids)?;
        diesel::delete(documents::table.filter(documents::id.eq_any(&ids))).execute(conn)?;
        for (project, removed) in counters {
            count_out(conn, project, &removed)?;
        }
        Ok(Gone {
            documents: ids.len(),
            objects,
        })
    })
}

/// The rows are locked, so that no picture comes in between.
fn objects_of(conn: &mut PgConnection, documents: &[Uuid]) -> QueryResult<Vec<Key>> {
    let thumbnails: Vec<Uuid> = thumbnails::table
        .filter(thumbnails::document_id.eq_any(documents))
        .select(thumbnails::object)
        .load(conn)?;
    let previews: Vec<Uuid> = previews::table
        .filter(previews::document_id.eq_any(documents))
        .select(previews::object)
        .load(conn)?;
    let documents = documents.iter().copied().map(Key::Document);
    Ok(documents
        .chain(thumbnails.into_iter().map(Key::Thumbnail))
        .chain(previews.into_iter().map(Key::Preview))
        .collect())
}

fn old(conn: &mut PgConnection, days: i32) -> QueryResult<Vec<(Uuid, Uuid, i64, bool)>> {
    let itself = documents::deleted_at.lt((clock() - days.days()).nullable());
    let with_project = projects::deleted_at.lt((clock() - days.days()).nullable());
    documents::table
        .inner_join(projects::table)
        .filter(itself.or(with_project).assume_not_null())
        .select((
            documents::id,
            documents::project_id,
            documents::size,
            documents::deleted_at.is_null(),
        ))
        .limit(AT_ONCE)
        .for_update()
        .skip_locked()
        .load(conn)
}

fn count_out(conn: &mut PgConnection, project: Uuid, removed: &Removed) -> QueryResult<usize> {
    diesel::update(projects::table.find(project))
        .set((
            projects::document_count.eq(projects::document_count - removed.live),
            projects::total_bytes.eq(projects::total_bytes - removed.live_bytes),
            projects::stored_bytes.eq(projects::stored_bytes - removed.bytes),
        ))
        .execute(conn)
}
