//! What is asked for, and what there is to pack.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::entry::Entry;
use super::limits::{self, MAX_DOCUMENTS};
use super::names;
use super::steps::Source;
use crate::error::Error;
use crate::http::idempotency::Answer;
use crate::jobs::{self, JobRow, JobView, MakeExport, NewJob};
use crate::projects::Project;
use crate::schema::documents;

/// A project at one moment.
pub(crate) struct Snapshot {
    /// The project's name.
    pub(crate) project: String,
    documents: Vec<Row>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = documents)]
struct Row {
    id: Uuid,
    name: String,
    size: i64,
    media_type: String,
    sha256: Vec<u8>,
    created_at: DateTime<Utc>,
}

/// Queues an export for a member; the one that is queued or runs for them already, if there is one.
///
/// # Errors
/// [`Error::NotFound`] for outsiders; `too_large`.
pub(super) fn ask(
    conn: &mut PgConnection,
    project: Uuid,
    user: Uuid,
    answer: Option<Answer>,
) -> Result<JobView, Error> {
    conn.transaction(|conn| {
        let found = Project::visible_to(conn, project, user)?;
        limits::check(found.document_count, found.total_bytes)?;
        let job = NewJob::of(&MakeExport {})?
            .asked_by(user)
            .within(project)
            .once(format!("export:{project}:{user}"));
        let id = jobs::enqueue(conn, &job)?;
        let job = JobView::told_to(user, JobRow::visible_to(conn, id, user)?);
        answer.map_or(Ok(()), |answer| answer.save(conn, &job))?;
        Ok(job)
    })
}

impl Snapshot {
    /// What a member can see of a project, documents in order of their names, the oldest of one name
    /// first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for outsiders; `too_large`.
    pub(crate) fn take(conn: &mut PgConnection, project: Uuid, user: Uuid) -> Result<Self, Error> {
        let found = Project::visible_to(conn, project, user)?;
        let documents: Vec<Row> = documents::table
            .filter(documents::project_id.eq(project))
            .filter(documents::deleted_at.is_null())
            .order((documents::sort_name, documents::id))
            .limit(MAX_DOCUMENTS + 1)
            .select(Row::as_select())
            .load(conn)?;
        let count = i64::try_from(documents.len()).unwrap_or(i64::MAX);
        limits::check(count, documents.iter().map(|row| row.size).sum())?;
        Ok(Self {
            project: found.name,
            documents,
        })
    }

    /// The bytes of all documents.
    pub(super) fn bytes(&self) -> u64 {
        let sizes = self.documents.iter().map(|row| row.size.unsigned_abs());
        sizes.sum()
    }

    /// The name to save the archive under.
    pub(crate) fn file_name(&self) -> String {
        let today = Utc::now().date_naive();
        names::portable(&format!("{} {today}.zip", self.project))
    }

    pub(super) fn into_sources(self) -> Vec<Source> {
        let names = names::distinct(self.documents.iter().map(|row| row.name.as_str()));
        let named = self.documents.into_iter().zip(names);
        named.map(|(row, name)| row.named(name)).collect()
    }
}

impl Row {
    fn named(self, name: String) -> Source {
        let entry = Entry {
            name,
            media_type: self.media_type,
            size: self.size.unsigned_abs(),
            sha256: self.sha256,
            modified_at: self.created_at,
        };
        (self.id, entry)
    }
}
