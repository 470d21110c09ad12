//! Who asks: a handler that takes a [`CurrentUser`] is never reached by an anonymous request.

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use crate::app::App;
use crate::error::Error;
use crate::users::User;

/// The signed-in user of a request with a valid bearer token, whose session still stands.
pub struct CurrentUser {
    /// The user's id.
    pub id: Uuid,
    /// The session behind the token.
    pub session_id: Uuid,
    /// When the token ends.
    pub until: DateTime<Utc>,
}

/// A signed-in user who may administer the instance. Asked of the database each time: administrators are
/// few, and one whose rights were taken has none. Holds their id.
pub struct Administrator(pub Uuid);

impl FromRequest for Administrator {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let user = CurrentUser::from_request(request, payload);
        let app = request.app_data::<web::Data<App>>().cloned();
        async move {
            let (user, app) = (user.await?, app.ok_or_else(no_app)?);
            let is_admin = move |conn: &mut _| User::is_admin(conn, user.id);
            if app.db.read(is_admin).await? {
                Ok(Self(user.id))
            } else {
                Err(Error::Forbidden)
            }
        }
        .boxed_local()
    }
}

fn no_app() -> Error {
    Error::Internal("no app".to_owned())
}

/// Left in the request for the access log.
pub struct AnsweredUser(pub Uuid);

impl FromRequest for CurrentUser {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        async move {
            let app = request.app_data::<web::Data<App>>().ok_or_else(no_app)?;
            let claims = app.tokens.verify_access(bearer(&request)?)?;
            let user = app.identities.of(&app.db, claims.sid).await?;
            if user != claims.sub {
                return Err(Error::Unauthorized);
            }
            request.extensions_mut().insert(AnsweredUser(claims.sub));
            Ok(Self {
                id: claims.sub,
                session_id: claims.sid,
                until: claims.until(),
            })
        }
        .boxed_local()
    }
}

fn bearer(request: &HttpRequest) -> Result<&str, Error> {
    let value = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let (scheme, token) = value
        .and_then(|value| value.split_once(' '))
        .ok_or(Error::Unauthorized)?;
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(token.trim())
    } else {
        Err(Error::Unauthorized)
    }
}
