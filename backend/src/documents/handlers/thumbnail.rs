//! A document's thumbnail: by bearer token, and where the document itself is answered its address.

use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use data_encoding::HEXLOWER;
use uuid::Uuid;

use crate::app::App;
use crate::auth::{Disposition, Linked};
use crate::documents::{Document, Thumbnail};
use crate::error::Error;
use crate::http::content::{self, Content};
use crate::http::current_user::CurrentUser;
use crate::http::link;
use crate::storage::Key;

/// A thumbnail never changes, and its signed address is a new one after an hour.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("private, max-age=3600, immutable");

pub(super) async fn read(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    respond(&app, *id, user.id, &request).await
}

/// By its signed address, which pages show again and again.
pub(super) async fn respond_for_an_hour(
    app: &App,
    document: Uuid,
    user: Uuid,
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    let mut response = respond(app, document, user, request).await?;
    response.headers_mut().insert(CACHE_CONTROL, FOR_AN_HOUR);
    Ok(response)
}

async fn respond(
    app: &App,
    document: Uuid,
    user: Uuid,
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    let (thumbnail, name) = app
        .db
        .read(move |conn| Thumbnail::visible_to(conn, document, user))
        .await?;
    content::respond(request, &app.storage, thumbnail.into_content(&name)).await
}

impl Document {
    /// As the user who asks is told of it: with the address of its thumbnail, where there is one.
    pub(super) fn told_to(mut self, user: &CurrentUser, app: &App) -> Result<Self, Error> {
        if self.shows_thumbnail() {
            let (of, how) = (Linked::Thumbnail, Disposition::Inline);
            let (url, _) = link::address(app, user, of, self.id, how)?;
            self.thumbnail_url = Some(url);
        }
        Ok(self)
    }
}

impl Thumbnail {
    fn into_content(self, name: &str) -> Content {
        let extension = self.media_type.trim_start_matches("image/");
        Content {
            key: Key::Thumbnail(self.object),
            size: self.size.unsigned_abs(),
            sha256: HEXLOWER.encode(&self.sha256),
            name: format!("{name}.{extension}"),
            media_type: self.media_type,
            created_at: self.created_at,
            attachment: false,
        }
    }
}
