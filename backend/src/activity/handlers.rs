//! `/api/v1/projects/{project_id}/activity`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::Activity;
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::page::{self, Page};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::http::text::Check;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/projects/{project_id}/activity").get(list));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
}

async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Error> {
    let mut check = Check::default();
    let limit = check.take(page::limit(query.0.limit));
    let before = check.take(page::cursor::<Uuid>(query.0.cursor.as_deref()));
    let (Some(limit), Some(before)) = (limit, before) else {
        return check.refuse();
    };
    let rows = app
        .db
        .read(move |conn| Activity::page(conn, *project, user.id, before, limit))
        .await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |entry| entry.id)))
}
