//! `/api/v1/me`: the user's own account.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::User;
use crate::app::App;
use crate::auth::{GivenPassword, Password};
use crate::error::Error;
use crate::http::address::client_address;
use crate::http::current_user::CurrentUser;
use crate::http::json::{Json, present};
use crate::http::resource::at;
use crate::http::text::{self, Check, MAX_USER_NAME};
use crate::mail::Occasion;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/me").get(show).patch(update))
        .service(at("/me/password").post(change_password))
        .service(at("/me/verification").post(send_verification));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    #[serde(default, deserialize_with = "present")]
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    current_password: String,
    new_password: String,
}

async fn show(user: CurrentUser, app: web::Data<App>) -> Result<HttpResponse, Error> {
    let found = app.db.read(move |conn| User::find(conn, user.id)).await;
    let found = found.map_err(closed)?;
    Ok(HttpResponse::Ok().json(found))
}

async fn update(
    user: CurrentUser,
    app: web::Data<App>,
    json: Json<Changes>,
) -> Result<HttpResponse, Error> {
    let changed = match json.body.name {
        Some(name) => {
            let name = text::line("name", &name, MAX_USER_NAME)?;
            app.db
                .write(move |conn| User::rename(conn, user.id, &name))
                .await
        }
        None => app.db.read(move |conn| User::find(conn, user.id)).await,
    };
    Ok(HttpResponse::Ok().json(changed.map_err(closed)?))
}

/// A wrong current password counts as a failed sign-in: a stolen token is no way to guess.
async fn change_password(
    user: CurrentUser,
    app: web::Data<App>,
    request: HttpRequest,
    json: Json<PasswordChange>,
) -> Result<HttpResponse, Error> {
    let mut check = Check::default();
    let body = json.body;
    let current = check.take(GivenPassword::parse(
        "current_password",
        body.current_password,
    ));
    let new = check.take(Password::parse("new_password", &body.new_password));
    let (Some(current), Some(new)) = (current, new) else {
        return check.refuse();
    };
    let credentials = app
        .db
        .read(move |conn| User::credentials(conn, user.id))
        .await;
    let (email, hash) = credentials.map_err(closed)?;
    let address = client_address(&request, &app.config.trusted_proxies);
    let attempt = app.throttles.sign_in(&email, address).await?;
    if !app.hashing.verify(current, Some(hash)).await? {
        attempt.failed();
        return Err(wrong_password());
    }
    let hash = app.hashing.hash(new).await?;
    let ended = app
        .db
        .write(move |conn| User::change_password(conn, user.id, &hash, user.session_id))
        .await?;
    app.identities.forget(&ended).await;
    Ok(HttpResponse::NoContent().finish())
}

/// Sends the link once more that shows whose mailbox it is.
async fn send_verification(
    user: CurrentUser,
    app: web::Data<App>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let found = app.db.read(move |conn| User::find(conn, user.id)).await;
    let found = found.map_err(closed)?;
    if found.email_verified {
        return Err(Error::Conflict(
            "already_verified",
            "This address is confirmed already.",
        ));
    }
    let address = client_address(&request, &app.config.trusted_proxies);
    app.throttles.mail(&found.email, address).await?;
    app.db
        .write(move |conn| Occasion::VerifyEmail { user: user.id }.queue(conn))
        .await?;
    Ok(HttpResponse::Accepted().finish())
}

fn wrong_password() -> Error {
    Error::field(
        "current_password",
        "wrong_password",
        "This is not your current password.",
    )
}

/// Who asks has an account; if it is not there, it was closed within the last seconds.
fn closed(error: Error) -> Error {
    match error {
        Error::NotFound => Error::Unauthorized,
        error => error,
    }
}
