//! `/api/v1/admin`: the queue of jobs, for administrators.

use actix_web::{HttpResponse, web};
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::error::Error;
use crate::http::current_user::Administrator;
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::resource::at;
use crate::integrity::Integrity;
use crate::jobs::{self, JobRow, JobView, ListQuery, Queue};

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/admin/jobs").get(list))
        .service(at("/admin/jobs/{job_id}").delete(discard))
        .service(at("/admin/jobs/{job_id}/retry").post(retry))
        .service(at("/admin/system").get(system));
}

/// A job, and what only administrators see of it.
#[derive(Serialize)]
struct AdminJob {
    cause: Option<String>,
    user_id: Option<Uuid>,
    worker_id: Option<Uuid>,
    #[serde(flatten)]
    job: JobView,
}

impl From<JobRow> for AdminJob {
    fn from(row: JobRow) -> Self {
        Self {
            cause: row.cause.clone(),
            user_id: row.user_id,
            worker_id: row.worker_id,
            job: row.into(),
        }
    }
}

/// The queue, which of it waits for a release that knows it, and whether stored bytes are whole.
#[derive(Serialize)]
struct System {
    integrity: Integrity,
    unknown_kinds: Vec<String>,
    #[serde(flatten)]
    queue: Queue,
}

async fn list(
    admin: Administrator,
    app: web::Data<App>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Error> {
    let selection = query.0.selection(admin.0)?;
    let limit = selection.limit;
    let rows = app
        .db
        .read(move |conn| JobRow::page_of_all(conn, &selection))
        .await?;
    let jobs = rows.into_iter().map(AdminJob::from).collect();
    Ok(HttpResponse::Ok().json(Page::cut(jobs, limit, |job| job.job.id)))
}

async fn retry(
    _: Administrator,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let job = app.db.write(move |conn| jobs::retry(conn, *id)).await?;
    Ok(HttpResponse::Ok().json(AdminJob::from(job)))
}

async fn discard(
    _: Administrator,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    app.db.write(move |conn| jobs::discard(conn, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn system(_: Administrator, app: web::Data<App>) -> Result<HttpResponse, Error> {
    let queue = app.db.read(Queue::look).await?;
    let integrity = app.db.read(Integrity::look).await?;
    let known = app.kinds.names();
    let unknown_kinds = queue.unknown(&known).map(|(kind, _)| kind.to_owned());
    Ok(HttpResponse::Ok().json(System {
        integrity,
        unknown_kinds: unknown_kinds.collect(),
        queue,
    }))
}
