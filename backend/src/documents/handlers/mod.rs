//! `/api/v1/projects/{project_id}/documents`, `/api/v1/documents` and signed addresses.

mod content;
mod picture;
mod upload;

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::Document;
use super::list::{self, Place, Selection, Sort};
use super::name::DocumentName;
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::json::Json;
use crate::http::page::{self, Page};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::http::text::Check;

/// The room's addresses. Whatever answers with a document tells it to somebody (`Document::told_to`); one
/// that was just uploaded has no pictures yet.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            at("/projects/{project_id}/documents")
                .get(list)
                .post(upload::upload),
        )
        .service(
            at("/documents/{document_id}")
                .get(show)
                .patch(rename)
                .delete(delete),
        )
        .service(at("/documents/{document_id}/restore").post(restore))
        .service(at("/documents/{document_id}/content").get(content::read))
        .service(at("/documents/{document_id}/thumbnail").get(picture::thumbnail))
        .service(at("/documents/{document_id}/preview").get(picture::preview))
        .service(at("/documents/{document_id}/links").post(content::link))
        .service(at("/content/{token}").get(content::read_signed));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    #[serde(default)]
    sort: Sort,
    q: Option<String>,
    #[serde(default)]
    deleted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewName {
    name: String,
}

async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Error> {
    let ListQuery {
        limit,
        cursor,
        sort,
        q,
        deleted,
    } = query.0;
    let mut check = Check::default();
    let limit = check.take(page::limit(limit));
    let after = check.take(Place::parse(cursor.as_deref(), sort));
    let filter = check.take(list::filter(q));
    let (Some(limit), Some(after), Some(filter)) = (limit, after, filter) else {
        return check.refuse();
    };
    let selection = Selection {
        sort,
        filter,
        deleted,
        after,
        limit,
    };
    let rows = app
        .db
        .read(move |conn| Document::page(conn, *project, user.id, &selection))
        .await?;
    let told = rows
        .into_iter()
        .map(|document| document.told_to(&user, &app));
    let rows = told.collect::<Result<_, _>>()?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |document| Place::of(document, sort))))
}

async fn show(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let document = app
        .db
        .read(move |conn| Document::visible_to(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::Ok().json(document.told_to(&user, &app)?))
}

async fn rename(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    json: Json<NewName>,
) -> Result<HttpResponse, Error> {
    let name = DocumentName::parse("name", &json.body.name)?;
    let document = app
        .db
        .write(move |conn| Document::rename(conn, *id, user.id, &name))
        .await?;
    Ok(HttpResponse::Ok().json(document.told_to(&user, &app)?))
}

async fn delete(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| Document::delete(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn restore(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let document = app
        .db
        .write(move |conn| Document::restore(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::Ok().json(document.told_to(&user, &app)?))
}
