//! How documents come into the table.

use diesel::prelude::*;
use uuid::Uuid;

use super::Document;
use super::counters::count_in;
use super::original::{NONE, PENDING};
use crate::activity::{Action, Activity};
use crate::documents::name::DocumentName;
use crate::error::Error;
use crate::http::idempotency::Answer;
use crate::jobs::{self, MakeThumbnail, ReadText};
use crate::projects::{Project, Role};
use crate::renditions::{has_picture, has_text};
use crate::schema::documents;
use crate::search;

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
            let added = Action::DocumentAdded.to(new.id, new.name.as_str());
            Activity::record(conn, new.project_id, Some(new.uploaded_by), added)?;
            let document = Self::visible_to(conn, new.id, new.uploaded_by)?;
            answer.map_or(Ok(()), |answer| answer.save(conn, &document))?;
            Ok(document)
        })
    }
}

impl NewDocument {
    fn insert(&self, conn: &mut PgConnection) -> QueryResult<()> {
        let picture = state(has_picture(&self.media_type));
        diesel::insert_into(documents::table)
            .values((
                documents::id.eq(self.id),
                documents::project_id.eq(self.project_id),
                documents::name.eq(self.name.as_str()),
                documents::sort_name.eq(self.name.sort_key()),
                documents::size.eq(self.size),
                documents::media_type.eq(&self.media_type),
                documents::sha256.eq(self.sha256.as_slice()),
                documents::thumbnail.eq(picture),
                documents::preview.eq(picture),
                documents::text.eq(state(has_text(&self.media_type))),
                documents::uploaded_by.eq(self.uploaded_by),
            ))
            .execute(conn)?;
        search::entitle(conn, self.id, self.project_id, self.name.as_str())
    }

    /// Queues what is made of the document behind the scenes.
    fn follow_up(&self, conn: &mut PgConnection) -> Result<(), Error> {
        let mut follow_ups = Vec::new();
        if has_picture(&self.media_type) {
            follow_ups.push(MakeThumbnail::of(self.id)?);
        }
        if has_text(&self.media_type) {
            follow_ups.push(ReadText::of(self.id)?);
        }
        for job in follow_ups {
            let job = job.asked_by(self.uploaded_by).within(self.project_id);
            jobs::enqueue(conn, &job)?;
        }
        Ok(())
    }
}

fn state(will_come: bool) -> &'static str {
    if will_come { PENDING } else { NONE }
}
