//! A document's bytes: for members by bearer token, for the browser by signed address.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use crate::app::App;
use crate::auth::{Disposition, Linked};
use crate::documents::Document;
use crate::error::Error;
use crate::http::content::{self, Content};
use crate::http::current_user::CurrentUser;
use crate::http::json::Json;
use crate::http::link;
use crate::http::query::Query;
use crate::jobs;
use crate::renditions::Size;
use crate::storage::Key;

use super::picture;

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
    let content = document.into_content(query.0.download);
    content::respond(&request, &app.storage, content).await
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
    link::answer(
        &app,
        &user,
        Linked::Document,
        document.id,
        json.body.disposition,
    )
}

/// For whoever has the address, while the session that asked for it stands and its user may see what it leads to.
pub(super) async fn read_signed(
    app: web::Data<App>,
    token: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let claims = app.tokens.verify_content(&token)?;
    let user = link::user(&app, &claims).await?;
    let attachment = claims.disposition == Disposition::Attachment;
    let content = match claims.of {
        Linked::Document => app
            .db
            .read(move |conn| Document::visible_to(conn, claims.sub, user))
            .await?
            .into_content(attachment),
        Linked::Result => jobs::result(&app, claims.sub, user)
            .await
            .map_err(link::as_missing)?,
        Linked::Thumbnail => {
            return picture::respond_for_an_hour(&app, Size::Thumbnail, claims.sub, user, &request)
                .await;
        }
        Linked::Preview => {
            return picture::respond_for_an_hour(&app, Size::Preview, claims.sub, user, &request)
                .await;
        }
    };
    content::respond(&request, &app.storage, content).await
}

impl Document {
    fn into_content(self, attachment: bool) -> Content {
        Content {
            key: Key::Document(self.id),
            size: self.size.unsigned_abs(),
            sha256: self.sha256,
            media_type: self.media_type,
            name: self.name,
            created_at: self.created_at,
            attachment,
        }
    }
}
