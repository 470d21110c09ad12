//! `/api/v1/admin/deployments`.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{Deployment, Summary};
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::Administrator;
use crate::http::page::{Page, PageQuery};
use crate::http::query::Query;
use crate::http::resource::at;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/admin/deployments").get(list));
}

/// A page of the journal, and how well it went lately.
#[derive(Serialize)]
struct Journal {
    summary: Summary,
    #[serde(flatten)]
    page: Page<Deployment>,
}

async fn list(
    _: Administrator,
    app: web::Data<App>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let (limit, before) = query.0.parse()?;
    let journal = move |conn: &mut _| {
        // One more tells whether another page follows.
        let rows = Deployment::newest(conn, before, limit + 1)?;
        Ok::<_, Error>((rows, Summary::read(conn)?))
    };
    let (rows, summary) = app.db.read(journal).await?;
    Ok(HttpResponse::Ok().json(Journal {
        summary,
        page: Page::cut(rows, limit, |one| one.id),
    }))
}
