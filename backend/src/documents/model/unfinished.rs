//! Documents that lack something: they are older than what is made of documents today, or the job that was
//! to make it was cancelled, or died.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::original::{NONE, PENDING};
use crate::error::Error;
use crate::jobs::{self, MakeThumbnail, NewJob, ReadText};
use crate::renditions::{has_picture, has_text};
use crate::schema::documents;
use crate::search;

/// Documents that one transaction takes care of, at most.
const AT_ONCE: i64 = 500;

/// After what somebody uploads.
const NOT_URGENT: i16 = -10;

/// Those that cannot be found by their names yet. All of them are pending, which an index knows.
const UNTITLED: &str = "
    SELECT id, project_id, name FROM documents
    WHERE id > $1 AND (thumbnail = 'pending' OR preview = 'pending' OR text = 'pending')
      AND NOT EXISTS (SELECT FROM document_texts WHERE document_id = documents.id)
    ORDER BY id LIMIT $2";

/// Those that lack something that nobody is about to make. A job that died is made again after a day: what
/// it died of may be over, and nobody has to look at more than one dead letter a day.
const LACKING: &str = "
    SELECT * FROM (
        SELECT id, media_type,
            (thumbnail = 'pending' OR preview = 'pending')
                AND NOT EXISTS (SELECT FROM jobs WHERE dedup_key = 'thumbnail:' || documents.id
                    AND state IN ('queued', 'running'))
                AND NOT EXISTS (SELECT FROM jobs WHERE dedup_key = 'thumbnail:' || documents.id
                    AND state = 'dead' AND finished_at > now() - interval '1 day') AS picture,
            text = 'pending'
                AND NOT EXISTS (SELECT FROM jobs WHERE dedup_key = 'text:' || documents.id
                    AND state IN ('queued', 'running'))
                AND NOT EXISTS (SELECT FROM jobs WHERE dedup_key = 'text:' || documents.id
                    AND state = 'dead' AND finished_at > now() - interval '1 day') AS text
        FROM documents
        WHERE id > $1 AND (thumbnail = 'pending' OR preview = 'pending' OR text = 'pending')
    ) AS pending WHERE picture OR text ORDER BY id LIMIT $2";

#[derive(QueryableByName)]
struct Untitled {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    project_id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Lacking {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    media_type: String,
    #[diesel(sql_type = Bool)]
    picture: bool,
    #[diesel(sql_type = Bool)]
    text: bool,
}

/// Lets some documents from before the search be found by their names. The answer is the last of them, after
/// which to go on; `None` where there were none.
///
/// # Errors
/// The database's.
pub fn entitle_old(conn: &mut PgConnection, after: Uuid) -> QueryResult<Option<Uuid>> {
    conn.transaction(|conn| {
        let untitled: Vec<Untitled> = diesel::sql_query(UNTITLED)
            .bind::<SqlUuid, _>(after)
            .bind::<BigInt, _>(AT_ONCE)
            .load(conn)?;
        for document in &untitled {
            search::entitle(conn, document.id, document.project_id, &document.name)?;
        }
        Ok(untitled.last().map(|document| document.id))
    })
}

/// Queues what some documents lack, or says of them that they will never have it. The answer is the last of
/// them, after which to go on, and how many jobs were queued; `None` where there was nothing to do.
///
/// # Errors
/// The database's.
pub fn queue_missing(conn: &mut PgConnection, after: Uuid) -> Result<Option<(Uuid, usize)>, Error> {
    conn.transaction(|conn| {
        let lacking: Vec<Lacking> = diesel::sql_query(LACKING)
            .bind::<SqlUuid, _>(after)
            .bind::<BigInt, _>(AT_ONCE)
            .load(conn)?;
        let Some(last) = lacking.last().map(|document| document.id) else {
            return Ok(None);
        };
        without(conn, &lacking)?;
        let jobs: Vec<NewJob> = lacking
            .iter()
            .flat_map(Lacking::jobs)
            .collect::<Result<_, _>>()?;
        for job in &jobs {
            jobs::enqueue(conn, job)?;
        }
        Ok(Some((last, jobs.len())))
    })
}

impl Lacking {
    fn jobs(&self) -> Vec<Result<NewJob, Error>> {
        let mut jobs = Vec::new();
        if self.picture && has_picture(&self.media_type) {
            jobs.push(MakeThumbnail::of(self.id));
        }
        if self.text && has_text(&self.media_type) {
            jobs.push(ReadText::of(self.id));
        }
        let not_urgent = |job: Result<NewJob, Error>| job.map(|job| job.urgent(NOT_URGENT));
        jobs.into_iter().map(not_urgent).collect()
    }
}

/// Of some types there is nothing to be made.
fn without(conn: &mut PgConnection, documents: &[Lacking]) -> QueryResult<()> {
    let ids = |of: fn(&str) -> bool| -> Vec<Uuid> {
        let without = documents.iter().filter(|one| !of(&one.media_type));
        without.map(|one| one.id).collect()
    };
    let pictures = documents::id.eq_any(ids(has_picture));
    diesel::update(documents::table.filter(pictures))
        .set((documents::thumbnail.eq(NONE), documents::preview.eq(NONE)))
        .execute(conn)?;
    let texts = documents::id
        .eq_any(ids(has_text))
        .and(documents::text.eq(PENDING));
    diesel::update(documents::table.filter(texts))
        .set(documents::text.eq(NONE))
        .execute(conn)?;
    Ok(())
}
