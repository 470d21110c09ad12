//! `/api/v1/projects/{project_id}/activity`.

use actix_web::{HttpResponse, web};
use uuid::Uuid;

use super::Activity;
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::page::{Page, PageQuery};
use crate::http::query::Query;
use crate::http::resource::at;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/projects/{project_id}/activity").get(list));
}

async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let (limit, before) = query.0.parse()?;
    let rows = app
        .db
        .read(move |conn| Activity::page(conn, *project, user.id, before, limit))
        .await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |entry| entry.id)))
}
