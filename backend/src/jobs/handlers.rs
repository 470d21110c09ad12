//! `/api/v1/jobs`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model;
use super::{JobRow, Selection, State};
use crate::app::App;
use crate::auth::{Disposition, Linked};
use crate::error::{Error, FieldError};
use crate::http::content;
use crate::http::current_user::CurrentUser;
use crate::http::idempotency::Created;
use crate::http::link;
use crate::http::page::{self, Page};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::http::text::{Check, MAX_JOB_KIND};
use crate::jobs;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/jobs").get(list))
        .service(at("/jobs/{job_id}").get(show))
        .service(at("/jobs/{job_id}/cancel").post(cancel))
        .service(at("/jobs/{job_id}/result").get(result))
        .service(at("/jobs/{job_id}/links").post(link));
}

/// What a list of jobs can be asked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    state: Option<State>,
    kind: Option<String>,
    project_id: Option<Uuid>,
    #[serde(default)]
    mine: bool,
}

/// A job, as it is sent.
#[derive(Serialize)]
pub(crate) struct JobView {
    pub(crate) id: Uuid,
    kind: String,
    state: String,
    progress: i16,
    attempts: i32,
    max_attempts: i32,
    cancel_requested: bool,
    error: Option<String>,
    project_id: Option<Uuid>,
    result: Option<ResultView>,
    run_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    started_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
}

#[derive(Serialize)]
struct ResultView {
    name: String,
    media_type: String,
    size: i64,
    expires_at: DateTime<Utc>,
}

impl From<JobRow> for JobView {
    fn from(row: JobRow) -> Self {
        Self {
            result: ResultView::of(&row),
            id: row.id,
            kind: row.kind,
            state: row.state,
            progress: row.progress,
            attempts: row.attempts,
            max_attempts: row.max_attempts,
            cancel_requested: row.cancel_requested,
            error: row.error,
            project_id: row.project_id,
            run_at: row.run_at,
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
        }
    }
}

impl JobView {
    /// What a member is told: a file is its own who asked for it.
    pub(crate) fn told_to(user: Uuid, row: JobRow) -> Self {
        let is_theirs = row.is_of(user);
        let mut view = Self::from(row);
        view.result = view.result.filter(|_| is_theirs);
        view
    }
}

/// Work that was accepted, and can be watched.
impl Created for JobView {
    const STATUS: StatusCode = StatusCode::ACCEPTED;

    fn location(&self) -> String {
        format!("/api/v1/jobs/{}", self.id)
    }
}

impl ResultView {
    fn of(row: &JobRow) -> Option<Self> {
        Some(Self {
            name: row.result_name.clone()?,
            media_type: row.result_media_type.clone()?,
            size: row.result_size?,
            expires_at: row.result_expires_at?,
        })
    }
}

impl ListQuery {
    /// The selection that this user asks for.
    pub(crate) fn selection(self, user: Uuid) -> Result<Selection, Error> {
        let mut check = Check::default();
        let limit = check.take(page::limit(self.limit));
        let before = check.take(page::cursor(self.cursor.as_deref()));
        let kind = check.take(self.kind.map(parse_kind).transpose());
        let (Some(limit), Some(before), Some(kind)) = (limit, before, kind) else {
            return check.refuse();
        };
        Ok(Selection {
            state: self.state,
            kind,
            project: self.project_id,
            asked_by: self.mine.then_some(user),
            before,
            limit,
        })
    }
}

fn parse_kind(kind: String) -> Result<String, FieldError> {
    let is_name = kind.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
    if is_name && (1..=MAX_JOB_KIND).contains(&kind.len()) {
        Ok(kind)
    } else {
        let message = format!("Lower case letters and underscores, {MAX_JOB_KIND} at most.");
        Err(FieldError::new("kind", "malformed", message))
    }
}

async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Error> {
    let selection = query.0.selection(user.id)?;
    let limit = selection.limit;
    let rows = app
        .db
        .read(move |conn| JobRow::page(conn, user.id, &selection))
        .await?;
    let told = |row| JobView::told_to(user.id, row);
    let jobs = rows.into_iter().map(told).collect();
    Ok(HttpResponse::Ok().json(Page::cut(jobs, limit, |job| job.id)))
}

async fn show(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let job = app
        .db
        .read(move |conn| JobRow::visible_to(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::Ok().json(JobView::told_to(user.id, job)))
}

async fn cancel(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let job = app
        .db
        .write(move |conn| model::cancel(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::Ok().json(JobView::told_to(user.id, job)))
}

async fn result(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let content = jobs::result(&app, *id, user.id).await?;
    content::respond(&request, &app.storage, content).await
}

async fn link(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    jobs::result(&app, *id, user.id).await?;
    link::answer(&app, &user, Linked::Result, *id, Disposition::Attachment)
}
