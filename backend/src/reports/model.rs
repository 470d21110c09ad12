//! What a report tells of, at one moment.

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use serde_json::Value;
use uuid::Uuid;

use super::limits::{MAX_DEEDS, MAX_DOCUMENTS};
use crate::error::Error;
use crate::http::idempotency::Answer;
use crate::jobs::{self, JobRow, JobView, MakeReport, NewJob};
use crate::projects::Project;
use crate::schema::{activity, documents, users};

/// A project, as one of its members sees it.
pub(crate) struct Facts {
    pub(super) project: String,
    pub(super) description: String,
    pub(super) asked_by: String,
    /// Media types, how many documents each has, and how many bytes.
    pub(super) by_type: Vec<(String, i64, i64)>,
    pub(super) documents: Vec<Listed>,
    /// What was done last, the newest first.
    pub(super) deeds: Vec<Deed>,
}

/// A document, as it is listed.
#[derive(Queryable)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) size: i64,
    pub(super) created_at: DateTime<Utc>,
    pub(super) person: String,
}

/// An entry of a project's activity.
#[derive(Queryable)]
pub(super) struct Deed {
    pub(super) action: String,
    pub(super) subject: Option<String>,
    pub(super) details: Value,
    pub(super) done_at: DateTime<Utc>,
    pub(super) actor: Option<String>,
    pub(super) is_about_actor: Option<bool>,
}

impl Facts {
    /// All of one moment: the sums fit the list, whatever others change meanwhile.
    ///
    /// # Errors
    /// [`Error::NotFound`] for outsiders, and once the project is gone.
    pub(crate) fn read(conn: &mut PgConnection, project: Uuid, user: Uuid) -> Result<Self, Error> {
        conn.build_transaction()
            .repeatable_read()
            .read_only()
            .run(|conn| {
                let Project {
                    name, description, ..
                } = Project::visible_to(conn, project, user)?;
                Ok(Self {
                    project: name,
                    description,
                    asked_by: users::table.find(user).select(users::name).first(conn)?,
                    by_type: by_type(conn, project)?,
                    documents: listed(conn, project)?,
                    deeds: deeds(conn, project)?,
                })
            })
    }
}

fn by_type(conn: &mut PgConnection, project: Uuid) -> QueryResult<Vec<(String, i64, i64)>> {
    documents::table
        .filter(documents::project_id.eq(project))
        .filter(documents::deleted_at.is_null())
        .group_by(documents::media_type)
        // A sum of integers is a number of any length to PostgreSQL.
        .select((
            documents::media_type,
            count_star(),
            sql::<BigInt>("sum(size)::bigint"),
        ))
        .load(conn)
}

fn listed(conn: &mut PgConnection, project: Uuid) -> QueryResult<Vec<Listed>> {
    documents::table
        .inner_join(users::table)
        .filter(documents::project_id.eq(project))
        .filter(documents::deleted_at.is_null())
        .order((documents::sort_name, documents::id))
        .limit(MAX_DOCUMENTS)
        .select((
            documents::name,
            documents::media_type,
            documents::size,
            documents::created_at,
            users::name,
        ))
        .load(conn)
}

fn deeds(conn: &mut PgConnection, project: Uuid) -> QueryResult<Vec<Deed>> {
    activity::table
        .left_join(users::table)
        .filter(activity::project_id.eq(project))
        .order(activity::id.desc())
        .limit(MAX_DEEDS)
        .select((
            activity::action,
            activity::subject_name,
            activity::details,
            activity::created_at,
            users::name.nullable(),
            activity::subject_id.eq(activity::actor_id),
        ))
        .load(conn)
}

/// Queues a report for a member; while one is being made for them, that one is the answer.
///
/// # Errors
/// [`Error::NotFound`] for outsiders.
pub(super) fn ask(
    conn: &mut PgConnection,
    project: Uuid,
    user: Uuid,
    answer: Option<Answer>,
) -> Result<JobView, Error> {
    let job = NewJob::of(&MakeReport { project, user })?
        .asked_by(user)
        .within(project)
        .once(format!("report:{project}:{user}"));
    conn.transaction(|conn| {
        Project::visible_to(conn, project, user)?;
        let id = jobs::enqueue(conn, &job)?;
        let job = JobView::told_to(user, JobRow::visible_to(conn, id, user)?);
        answer.map_or(Ok(()), |answer| answer.save(conn, &job))?;
        Ok(job)
    })
}
