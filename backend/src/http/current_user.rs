//! Who asks: a handler that takes a [`CurrentUser`] is never reached by an anonymous request.

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use crate::app::App;
use crate::error::Error;

/// The signed-in user of a request with a valid bearer token, whose session still stands.
pub struct CurrentUser {
    /// The user's id.
    pub id: Uuid,
    /// The session behind the token.
    pub session_id: Uuid,
}

/// Left in the request for the access log.
pub struct AnsweredUser(pub Uuid);

impl FromRequest for CurrentUser {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        async move {
            let app = request
                .app_data::<web::Data<App>>()
                .ok_or_else(|| Error::Internal("no app".to_owned()))?;
            let claims = app.tokens.verify_access(bearer(&request)?)?;
            let user = app.identities.of(&app.db, claims.sid).await?;
            if user != claims.sub {
                return Err(Error::Unauthorized);
            }
            request.extensions_mut().insert(AnsweredUser(claims.sub));
            Ok(Self {
                id: claims.sub,
                session_id: claims.sid,
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
