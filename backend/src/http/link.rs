//! Signed addresses of stored bytes: for images, frames and downloads, which send no bearer.

use actix_web::HttpResponse;
use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::current_user::CurrentUser;
use crate::app::App;
use crate::auth::{ContentClaims, Disposition, Linked};
use crate::error::Error;

#[derive(Serialize)]
struct Link {
    url: String,
    expires_at: DateTime<Utc>,
}

/// The address of something that the user may see.
///
/// # Errors
/// Only if signing itself fails.
pub fn answer(
    app: &App,
    user: &CurrentUser,
    of: Linked,
    id: Uuid,
    disposition: Disposition,
) -> Result<HttpResponse, Error> {
    let (url, expires_at) = address(app, user, of, id, disposition)?;
    Ok(HttpResponse::Ok().json(Link { url, expires_at }))
}

/// The same, to be put into another answer: the address and when it ends.
///
/// # Errors
/// Only if signing itself fails.
pub fn address(
    app: &App,
    user: &CurrentUser,
    of: Linked,
    id: Uuid,
    disposition: Disposition,
) -> Result<(String, DateTime<Utc>), Error> {
    let (token, expires_at) = app.tokens.content(of, id, user.session_id, disposition)?;
    Ok((format!("/api/v1/content/{token}"), expires_at))
}

/// Whose address it is, while the session that asked for it stands.
///
/// # Errors
/// [`Error::NotFound`] once it does not.
pub async fn user(app: &App, claims: &ContentClaims) -> Result<Uuid, Error> {
    let user = app.identities.of(&app.db, claims.sid).await;
    user.map_err(as_missing)
}

/// Whoever has an address is told nothing but that it leads nowhere.
pub fn as_missing(error: Error) -> Error {
    match error {
        Error::Unauthorized | Error::Conflict(..) | Error::Gone => Error::NotFound,
        error => error,
    }
}
