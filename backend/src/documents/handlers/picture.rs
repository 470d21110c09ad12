//! A document's thumbnail and preview: by bearer token, and where the document itself is answered their
//! addresses.

use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use data_encoding::HEXLOWER;
use uuid::Uuid;

use crate::app::App;
use crate::auth::{Disposition, Linked};
use crate::documents::{Document, Picture};
use crate::error::Error;
use crate::http::content::{self, Content};
use crate::http::current_user::CurrentUser;
use crate::http::link;
use crate::renditions::Size;

/// A picture never changes, and its signed address is a new one after an hour.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("private, max-age=3600, immutable");

pub(super) async fn thumbnail(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    respond(&app, Size::Thumbnail, *id, user.id, &request).await
}

pub(super) async fn preview(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    respond(&app, Size::Preview, *id, user.id, &request).await
}

/// By its signed address, which pages show again and again.
pub(super) async fn respond_for_an_hour(
    app: &App,
    size: Size,
    document: Uuid,
    user: Uuid,
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    let mut response = respond(app, size, document, user, request).await?;
    response.headers_mut().insert(CACHE_CONTROL, FOR_AN_HOUR);
    Ok(response)
}

async fn respond(
    app: &App,
    size: Size,
    document: Uuid,
    user: Uuid,
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    let (picture, name) = app
        .db
        .read(move |conn| Picture::visible_to(conn, size, document, user))
        .await?;
    content::respond(request, &app.storage, picture.into_content(size, &name)).await
}

impl Document {
    /// As the user who asks is told of it: with the addresses of its pictures, where there are some.
    pub(crate) fn told_to(mut self, user: &CurrentUser, app: &App) -> Result<Self, Error> {
        let id = self.id;
        let address = |of| link::address(app, user, of, id, Disposition::Inline);
        if self.shows(Size::Thumbnail) {
            self.thumbnail_url = Some(address(Linked::Thumbnail)?.0);
        }
        if self.shows(Size::Preview) {
            self.preview_url = Some(address(Linked::Preview)?.0);
        }
        Ok(self)
    }
}

impl Picture {
    fn into_content(self, size: Size, name: &str) -> Content {
        let extension = self.media_type.trim_start_matches("image/");
        Content {
            key: Self::key(size, self.object),
            size: self.size.unsigned_abs(),
            sha256: HEXLOWER.encode(&self.sha256),
            name: format!("{name}.{extension}"),
            media_type: self.media_type,
            created_at: self.created_at,
            attachment: false,
        }
    }
}
