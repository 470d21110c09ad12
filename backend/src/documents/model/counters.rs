//! The counters that a project keeps of its documents.

use diesel::prelude::*;
use uuid::Uuid;

use crate::error::Error;
use crate::projects::{Project, Role};
use crate::schema::projects;

/// How many bytes an editor may still add to a project.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub(in crate::documents) fn room(
    conn: &mut PgConnection,
    project: Uuid,
    user: Uuid,
    quota: u64,
) -> Result<u64, Error> {
    Project::open_to(conn, project, user, Role::Editor)?;
    let stored: i64 = projects::table
        .find(project)
        .select(projects::stored_bytes)
        .first(conn)?;
    Ok(quota.saturating_sub(stored.unsigned_abs()))
}

/// Adds one document to the counters unless the quota forbids it; the row lock makes two uploads at
/// once see each other.
pub(super) fn count_in(
    conn: &mut PgConnection,
    project: Uuid,
    size: i64,
    quota: u64,
) -> QueryResult<bool> {
    let quota = i64::try_from(quota).unwrap_or(i64::MAX);
    let counted = diesel::update(projects::table.find(project))
        .filter((projects::stored_bytes + size).le(quota))
        .set((
            projects::document_count.eq(projects::document_count + 1),
            projects::total_bytes.eq(projects::total_bytes + size),
            projects::stored_bytes.eq(projects::stored_bytes + size),
        ))
        .execute(conn)?;
    Ok(counted == 1)
}

pub(super) fn recount(
    conn: &mut PgConnection,
    project: Uuid,
    documents: i64,
    bytes: i64,
) -> Result<(), Error> {
    diesel::update(projects::table.find(project))
        .set((
            projects::document_count.eq(projects::document_count + documents),
            projects::total_bytes.eq(projects::total_bytes + bytes),
        ))
        .execute(conn)?;
    Ok(())
}
