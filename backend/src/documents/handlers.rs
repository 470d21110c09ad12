//! `/api/v1/projects/{project_id}/documents`, `/api/v1/documents` and signed addresses.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::list::{self, Place, Selection, Sort};
use super::name::DocumentName;
use super::{Document, content, store};
use crate::app::App;
use crate::auth::Disposition;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::idempotency::IdempotencyKey;
use crate::http::json::Json;
use crate::http::page::{self, Page};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::http::text::Check;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            at("/projects/{project_id}/documents")
                .get(list)
                .post(upload),
        )
        .service(
            at("/documents/{document_id}")
                .get(show)
                .patch(rename)
                .delete(delete),
        )
        .service(at("/documents/{document_id}/restore").post(restore))
        .service(at("/documents/{document_id}/content").get(read))
        .service(at("/documents/{document_id}/links").post(link))
        .service(at("/content/{token}").get(read_signed));
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentQuery {
    #[serde(default)]
    download: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkRequest {
    #[serde(default)]
    disposition: Disposition,
}

#[derive(Serialize)]
struct Link {
    url: String,
    expires_at: DateTime<Utc>,
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
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |document| Place::of(document, sort))))
}

async fn upload(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    key: IdempotencyKey,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse, Error> {
    store::upload(&app, user.id, *project, key, request.path(), form).await
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
    Ok(HttpResponse::Ok().json(document))
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
    Ok(HttpResponse::Ok().json(document))
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
    Ok(HttpResponse::Ok().json(document))
}

async fn read(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    query: Query<ContentQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let document = app
        .db
        .read(move |conn| Document::visible_to(conn, *id, user.id))
        .await?;
    content::respond(&request, &app, document, query.0.download).await
}

async fn link(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    json: Json<LinkRequest>,
) -> Result<HttpResponse, Error> {
    let document = app
        .db
        .read(move |conn| Document::visible_to(conn, *id, user.id))
        .await?;
    let (token, expires_at) =
        app.tokens
            .content(document.id, user.session_id, json.body.disposition)?;
    Ok(HttpResponse::Ok().json(Link {
        url: format!("/api/v1/content/{token}"),
        expires_at,
    }))
}

/// For whoever has the address, while the session that asked for it stands and its user may see the document.
async fn read_signed(
    app: web::Data<App>,
    token: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let claims = app.tokens.verify_content(&token)?;
    let revoked = |error| {
        if matches!(error, Error::Unauthorized) {
            Error::NotFound
        } else {
            error
        }
    };
    let identity = app
        .identities
        .of(&app.db, claims.sid)
        .await
        .map_err(revoked)?;
    let document = app
        .db
        .read(move |conn| Document::visible_to(conn, claims.sub, identity.user_id))
        .await?;
    content::respond(
        &request,
        &app,
        document,
        claims.disposition == Disposition::Attachment,
    )
    .await
}
