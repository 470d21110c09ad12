//! Register, sign in, stay signed in, sign out.

mod links;

use actix_session::Session as Cookie;
use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::Session;
use super::{GivenPassword, Password, token};
use crate::app::App;
use crate::error::Error;
use crate::http::address::client_address;
use crate::http::cross_site::SameSite;
use crate::http::json::Json;
use crate::http::problems;
use crate::http::resource::at;
use crate::http::session_cookie;
use crate::http::session_store::{RENEW, REPLACED, SESSION_ID, USER_ID};
use crate::http::text::{self, Check, MAX_USER_NAME};
use crate::users::{Email, NewUser, User};

/// `/api/v1/auth`: the only routes that read the cookie.
pub fn routes(app: &web::Data<App>) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let sessions = session_cookie::sessions(app);
    |config| {
        config.service(
            web::scope("/auth")
                .wrap(sessions)
                .wrap(from_fn(session_cookie::accept_older_keys))
                .service(at("/register").post(register))
                .service(at("/login").post(login))
                .service(at("/refresh").post(refresh))
                .service(at("/logout").post(logout))
                .service(at("/verify-email").post(links::verify_email))
                .service(at("/forgot-password").post(links::forgot_password))
                .service(at("/reset-password").post(links::reset_password))
                .default_service(web::to(problems::not_found)),
        );
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Registration {
    email: String,
    name: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    email: String,
    password: String,
}

/// What a sign-in or a refresh answers.
#[derive(Serialize)]
struct SignedIn {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
    user: User,
}

async fn register(
    request: HttpRequest,
    app: web::Data<App>,
    json: Json<Registration>,
) -> Result<HttpResponse, Error> {
    if !app.config.registration_open {
        return Err(Error::RegistrationClosed);
    }
    let mut check = Check::default();
    let email = check.take(Email::parse("email", &json.body.email));
    let name = check.take(text::line("name", &json.body.name, MAX_USER_NAME));
    let password = check.take(Password::parse("password", &json.body.password));
    let (Some(email), Some(name), Some(password)) = (email, name, password) else {
        return check.refuse();
    };
    let address = client_address(&request, &app.config.trusted_proxies);
    app.throttles.registration(address).await?;
    let password_hash = app.hashing.hash(password).await?;
    let user = app
        .db
        .write(move |conn| User::register(conn, &NewUser::member(email, name, password_hash)))
        .await?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, "/api/v1/me"))
        .json(user))
}

async fn login(
    request: HttpRequest,
    app: web::Data<App>,
    cookie: Cookie,
    json: Json<Credentials>,
) -> Result<HttpResponse, Error> {
    let mut check = Check::default();
    let email = check.take(Email::parse("email", &json.body.email));
    let password = check.take(GivenPassword::parse("password", json.body.password));
    let (Some(email), Some(password)) = (email, password) else {
        return check.refuse();
    };
    let address = client_address(&request, &app.config.trusted_proxies);
    let attempt = app.throttles.sign_in(email.as_str(), address).await?;
    let found = app
        .db
        .read(move |conn| User::with_password(conn, &email))
        .await?;
    let (user, hash) = found.unzip();
    let matches = app.hashing.verify(password, hash).await?;
    let Some(user) = user.filter(|_| matches) else {
        attempt.failed();
        return Err(Error::InvalidCredentials);
    };
    let session = begin_session(&app, &cookie, &user).await?;
    signed_in(&app, user, session)
}

async fn refresh(_: SameSite, app: web::Data<App>, cookie: Cookie) -> Result<HttpResponse, Error> {
    let session: Uuid = entry(&cookie, SESSION_ID).ok_or(Error::Unauthorized)?;
    let id = app
        .db
        .read(move |conn| Session::user(conn, session))
        .await?
        .ok_or(Error::Unauthorized)?;
    let user = app.db.read(move |conn| User::find(conn, id)).await?;
    prolong(&app, &cookie, session).await?;
    signed_in(&app, user, session)
}

async fn logout(_: SameSite, app: web::Data<App>, cookie: Cookie) -> Result<HttpResponse, Error> {
    if let Some(session) = entry(&cookie, SESSION_ID) {
        end_session(&app, session).await?;
    }
    // The cookie goes also where its session had ended before, and actix-session sees none.
    Ok(HttpResponse::NoContent()
        .cookie(session_cookie::removal(&app))
        .finish())
}

/// Leaves the session that the browser had, if any, and begins another under a new key. Its row is
/// written when the cookie is made, before the answer with the token leaves.
async fn begin_session(app: &App, cookie: &Cookie, user: &User) -> Result<Uuid, Error> {
    if let Some(former) = entry(cookie, SESSION_ID) {
        end_session(app, former).await?;
    }
    let session = Uuid::now_v7();
    cookie.clear();
    remember(cookie, SESSION_ID, session)?;
    remember(cookie, USER_ID, user.id)?;
    cookie.renew();
    Ok(session)
}

/// Sets the cookie anew, under another key where that is due. Of two tabs that ask at once one gets
/// the new key; the other's answer must not put the old one back, so it sets no cookie.
async fn prolong(app: &App, cookie: &Cookie, session: Uuid) -> Result<(), Error> {
    if cookie.contains_key(REPLACED) {
        return Ok(());
    }
    if !cookie.contains_key(RENEW) {
        return remember(cookie, SESSION_ID, session);
    }
    let retired = app
        .db
        .write(move |conn| Session::retire_key(conn, session))
        .await?;
    if retired {
        cookie.renew();
    }
    Ok(())
}

async fn end_session(app: &App, session: Uuid) -> Result<(), Error> {
    app.db
        .write(move |conn| Session::end(conn, session))
        .await?;
    app.identities.forget(&[session]).await;
    Ok(())
}

fn remember(cookie: &Cookie, name: &str, id: Uuid) -> Result<(), Error> {
    cookie
        .insert(name, id)
        .map_err(|error| Error::Internal(error.to_string()))
}

fn entry(cookie: &Cookie, name: &str) -> Option<Uuid> {
    cookie.get(name).ok().flatten()
}

fn signed_in(app: &App, user: User, session: Uuid) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Ok().json(SignedIn {
        access_token: app.tokens.access(user.id, session)?,
        token_type: "Bearer",
        expires_in: token::ACCESS_SECONDS,
        user,
    }))
}
