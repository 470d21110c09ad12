//! The table of multipart uploads that have begun and not ended.
//!
//! Object stores keep the parts of an abandoned upload for ever, and not all of them can list such
//! uploads: so we remember each before it begins, and the sweeper ends what nobody finished.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::multipart_uploads;

const SWEEP_BATCH: i64 = 100;

/// A multipart upload that has begun.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = multipart_uploads, check_for_backend(diesel::pg::Pg))]
pub(super) struct MultipartUpload {
    /// Ours; UUIDv7, so that the order of ids is the order of beginning.
    pub(super) id: Uuid,
    /// The path of the object, as `Key::path` writes it.
    pub(super) object_key: String,
    /// What the store calls the upload; unknown until the store has answered.
    pub(super) upload_id: Option<String>,
    /// When it began.
    pub(super) started_at: DateTime<Utc>,
}

impl MultipartUpload {
    /// Records that an upload of `object_key` is about to begin.
    pub(super) fn begin(conn: &mut PgConnection, object_key: &str) -> QueryResult<Uuid> {
        let upload = MultipartUpload {
            id: Uuid::now_v7(),
            object_key: object_key.to_owned(),
            upload_id: None,
            started_at: Utc::now(),
        };
        diesel::insert_into(multipart_uploads::table)
            .values(&upload)
            .execute(conn)?;
        Ok(upload.id)
    }

    /// Records what the store calls it.
    pub(super) fn confirm(
        conn: &mut PgConnection,
        id: Uuid,
        upload_id: &str,
    ) -> QueryResult<usize> {
        diesel::update(multipart_uploads::table.find(id))
            .set(multipart_uploads::upload_id.eq(upload_id))
            .execute(conn)
    }

    /// Removes the record of an upload that ended, either way.
    pub(super) fn forget(conn: &mut PgConnection, id: Uuid) -> QueryResult<usize> {
        diesel::delete(multipart_uploads::table.find(id)).execute(conn)
    }

    /// The next batch of uploads that began before `before`, in order of id from `after`.
    pub(super) fn stale(
        conn: &mut PgConnection,
        before: DateTime<Utc>,
        after: Uuid,
    ) -> QueryResult<Vec<MultipartUpload>> {
        multipart_uploads::table
            .filter(multipart_uploads::started_at.le(before))
            .filter(multipart_uploads::id.gt(after))
            .order(multipart_uploads::id)
            .limit(SWEEP_BATCH)
            .select(MultipartUpload::as_select())
            .load(conn)
    }
}
