//! What the sweeper asks the database.

use std::collections::HashSet;

use diesel::prelude::*;
use uuid::Uuid;

use crate::auth::model::Session;
use crate::http::idempotency;
use crate::schema::{documents, jobs, previews, thumbnails};
use crate::storage::Kind;

/// Which of these ids of objects a row knows.
pub(super) fn known(
    conn: &mut PgConnection,
    kind: Kind,
    ids: &[Uuid],
) -> QueryResult<HashSet<Uuid>> {
    let rows: Vec<Uuid> = match kind {
        Kind::Document => documents::table
            .filter(documents::id.eq_any(ids))
            .select(documents::id)
            .load(conn)?,
        Kind::Result => jobs::table
            .filter(jobs::result_object.assume_not_null().eq_any(ids))
            .select(jobs::result_object.assume_not_null())
            .load(conn)?,
        Kind::Thumbnail => thumbnails::table
            .filter(thumbnails::object.eq_any(ids))
            .select(thumbnails::object)
            .load(conn)?,
        Kind::Preview => previews::table
            .filter(previews::object.eq_any(ids))
            .select(previews::object)
            .load(conn)?,
    };
    Ok(rows.into_iter().collect())
}

/// Whether there is no document at all, not even a deleted one.
pub(super) fn is_empty(conn: &mut PgConnection) -> QueryResult<bool> {
    let any = documents::table
        .select(documents::id)
        .first::<Uuid>(conn)
        .optional()?;
    Ok(any.is_none())
}

/// Forgets ended sessions and old idempotency keys; how many rows.
pub(super) fn purge(conn: &mut PgConnection) -> QueryResult<usize> {
    Ok(Session::purge(conn)? + idempotency::purge(conn)?)
}
