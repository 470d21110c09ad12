//! Administrators: how the command line makes them, and what they see and do.

mod handlers;

pub use handlers::routes;

use crate::app::App;
use crate::auth::Password;
use crate::error::Error;
use crate::http::text::{self, Check, MAX_USER_NAME};
use crate::users::{Email, NewUser, User};

/// Opens an account with an administrator's rights.
///
/// # Errors
/// Invalid fields, a taken address, or a database that does not answer.
pub async fn create(app: &App, email: &str, name: &str, password: &str) -> Result<User, Error> {
    let mut check = Check::default();
    let email = check.take(Email::parse("email", email));
    let name = check.take(text::line("name", name, MAX_USER_NAME));
    let password = check.take(Password::parse("password", password));
    let (Some(email), Some(name), Some(password)) = (email, name, password) else {
        return check.refuse();
    };
    let hash = app.hashing.hash(password).await?;
    app.db
        .write(move |conn| User::create(conn, &NewUser::admin(email, name, hash)))
        .await
}

/// Makes an existing user an administrator.
///
/// # Errors
/// [`Error::NotFound`] where nobody has this address.
pub async fn promote(app: &App, email: &str) -> Result<User, Error> {
    let email = Email::parse("email", email)?;
    app.db.write(move |conn| User::promote(conn, &email)).await
}
