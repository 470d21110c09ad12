//! How documents come into the table.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::Document;
use super::counters::count_in;
use super::thumbnail::{NONE, PENDING};
use crate::documents::name::DocumentName;
use crate::error::Error;
use crate::http::idempotency::Answer;
use crate::jobs::{self, MakeThumbnail, NewJob};
use crate::projects::{Project, Role};
use crate::renditions;
use crate::schema::documents;
use crate::webhooks::{Notice, Subject, Webhook};

/// What makes a document; its bytes are stored already.
pub(in crate::documents) struct NewDocument {
    pub(in crate::documents) id: Uuid,
    pub(in crate::documents) project_id: Uuid,
    pub(in crate::documents) name: DocumentName,
    pub(in crate::documents) size: i64,
    pub(in crate::documents) media_type: String,
    pub(in crate::documents) sha256: [u8; 32],
    pub(in crate::documents) uploaded_by: Uuid,
}

impl Document {
    /// Stores the row of an upload and counts it, if the project has room for it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`], [`Error::QuotaExceeded`].
    pub(in crate::documents) fn create(
        conn: &mut PgConnection,
        new: &NewDocument,
        quota: u64,
        answer: Option<Answer>,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            Project::open_to(conn, new.project_id, new.uploaded_by, Role::Editor)?;
            if !count_in(conn, new.project_id, new.size, quota)? {
                return Err(Error::QuotaExceeded(quota));
            }
            new.insert(conn)?;
            new.follow_up(conn)?;
            new.announce(conn)?;
            let document = Self::visible_to(conn, new.id, new.uploaded_by)?;
            answer.map_or(Ok(()), |answer| answer.save(conn, &document))?;
            Ok(document)
        })
    }
}

impl NewDocument {
    fn insert(&self, conn: &mut PgConnection) -> QueryResult<usize> {
        diesel::insert_into(documents::table)
            .values((
                documents::id.eq(self.id),
                documents::project_id.eq(self.project_id),
                documents::name.eq(self.name.as_str()),
                documents::sort_name.eq(self.name.sort_key()),
                documents::size.eq(self.size),
                documents::media_type.eq(&self.media_type),
                documents::sha256.eq(self.sha256.as_slice()),
                documents::thumbnail.eq(if self.has_picture() { PENDING } else { NONE }),
                documents::uploaded_by.eq(self.uploaded_by),
            ))
            .execute(conn)
    }

    /// Queues what is made of the document behind the scenes.
    fn follow_up(&self, conn: &mut PgConnection) -> Result<(), Error> {
        if self.has_picture() {
            let job = NewJob::of(&MakeThumbnail { document: self.id })?;
            jobs::enqueue(
                conn,
                &job.asked_by(self.uploaded_by).within(self.project_id),
            )?;
        }
        Ok(())
    }

    fn announce(&self, conn: &mut PgConnection) -> Result<(), Error> {
        let notice = Notice {
            id: Uuid::now_v7(),
            event: "document.added",
            actor: Some(self.uploaded_by),
            subject: Some(Subject {
                id: self.id,
                name: self.name.as_str(),
            }),
            details: json!({}),
        };
        Webhook::announce(conn, self.project_id, &notice)
    }

    fn has_picture(&self) -> bool {
        renditions::has_picture(&self.media_type)
    }
}
