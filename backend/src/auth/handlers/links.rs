//! What a link in a mail does, and how one comes by it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use crate::app::App;
use crate::auth::model::OneTimeLink;
use crate::auth::{Password, Purpose};
use crate::error::{Error, FieldError};
use crate::http::address::client_address;
use crate::http::json::Json;
use crate::http::text::Check;
use crate::mail::Occasion;
use crate::users::{Email, User};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    token: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forgotten {
    email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reset {
    token: String,
    password: String,
}

/// Nobody needs to be signed in: mail is often read on another device.
pub(super) async fn verify_email(
    app: web::Data<App>,
    json: Json<Proof>,
) -> Result<HttpResponse, Error> {
    let link = link(&app, Purpose::VerifyEmail, &json.body.token)?;
    app.db
        .write(move |conn| User::verify_email(conn, link))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Queues the same job whether or not somebody has the address: neither the answer nor its time tells.
pub(super) async fn forgot_password(
    request: HttpRequest,
    app: web::Data<App>,
    json: Json<Forgotten>,
) -> Result<HttpResponse, Error> {
    let email = Email::parse("email", &json.body.email)?;
    let address = client_address(&request, &app.config.trusted_proxies);
    app.throttles.mail(email.as_str(), address).await?;
    let email = email.as_str().to_owned();
    app.db
        .write(move |conn| Occasion::ResetPassword { email }.queue(conn))
        .await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Looks at the link before the work of hashing, and uses it up after.
pub(super) async fn reset_password(
    app: web::Data<App>,
    json: Json<Reset>,
) -> Result<HttpResponse, Error> {
    let mut check = Check::default();
    let link = check.take(link(&app, Purpose::ResetPassword, &json.body.token));
    let password = check.take(Password::parse("password", &json.body.password));
    let (Some(link), Some(password)) = (link, password) else {
        return check.refuse();
    };
    app.db
        .write(move |conn| OneTimeLink::check(conn, link, Purpose::ResetPassword))
        .await?;
    let hash = app.hashing.hash(password).await?;
    let ended = app
        .db
        .write(move |conn| User::reset_password(conn, link, &hash))
        .await?;
    app.identities.forget(&ended).await;
    Ok(HttpResponse::NoContent().finish())
}

fn link(app: &App, purpose: Purpose, token: &str) -> Result<Uuid, FieldError> {
    app.tokens.verify_link(purpose, token).ok_or_else(|| {
        let message = "This is no link of ours, or not all of it.";
        FieldError::new("token", "malformed", message)
    })
}
