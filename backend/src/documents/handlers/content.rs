//! A document's bytes: for members by bearer token, for the browser by signed address.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::auth::Disposition;
use crate::documents::Document;
use crate::error::Error;
use crate::http::content::{self, Content};
use crate::http::current_user::CurrentUser;
use crate::http::json::Json;
use crate::http::query::Query;
use crate::storage::Key;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContentQuery {
    #[serde(default)]
    download: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkRequest {
    #[serde(default)]
    disposition: Disposition,
}

#[derive(Serialize)]
struct Link {
    url: String,
    expires_at: DateTime<Utc>,
}

pub(super) async fn read(
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
    serve(&request, &app, document, query.0.download).await
}

pub(super) async fn link(
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
pub(super) async fn read_signed(
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
    let user = app
        .identities
        .of(&app.db, claims.sid)
        .await
        .map_err(revoked)?;
    let document = app
        .db
        .read(move |conn| Document::visible_to(conn, claims.sub, user))
        .await?;
    serve(
        &request,
        &app,
        document,
        claims.disposition == Disposition::Attachment,
    )
    .await
}

async fn serve(
    request: &HttpRequest,
    app: &App,
    document: Document,
    attachment: bool,
) -> Result<HttpResponse, Error> {
    let content = Content {
        key: Key::Document(document.id),
        size: document.size.unsigned_abs(),
        sha256: document.sha256,
        media_type: document.media_type,
        name: document.name,
        created_at: document.created_at,
        attachment,
    };
    content::respond(request, &app.storage, content).await
}
