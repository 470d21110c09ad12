//! From what happened to what is said.

use lettre::Address;
use lettre::message::Mailbox;
use url::Url;
use uuid::Uuid;

use super::letter::Letter;
use super::model::{Facts, Recipient};
use super::name::tame;
use super::words;
use crate::app::App;
use crate::auth::Purpose;
use crate::error::Error;

/// Writes the mail of a job.
///
/// # Errors
/// An address that is none; a signature that cannot be made.
pub fn compose(app: &App, job: Uuid, to: &Recipient, facts: &Facts) -> Result<Letter, Error> {
    let base = &app.config.public_url;
    let host = host(base);
    let content = match facts {
        Facts::VerifyEmail(id) => words::verify_email(host, link(app, Purpose::VerifyEmail, *id)?),
        Facts::ResetPassword(id) => {
            words::reset_password(host, link(app, Purpose::ResetPassword, *id)?)
        }
        Facts::PasswordChanged(at) => {
            words::password_changed(host, *at, page(base, "/forgot-password"))
        }
        Facts::ResultReady(made) => {
            let project = made
                .project
                .as_ref()
                .map(|(id, _)| format!("/projects/{id}"));
            let page = page(base, project.as_deref().unwrap_or("/"));
            words::result_ready(to, made, page)
        }
    };
    Ok(Letter {
        id: job,
        to: mailbox(to)?,
        home: page(base, "/"),
        content,
    })
}

/// Named by its host, and by its port where it has one.
pub(super) fn host(base: &Url) -> &str {
    &base[url::Position::BeforeHost..url::Position::AfterPort]
}

pub(super) fn page(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(path);
    url
}

/// The token stands behind the `#`: browsers send that to nobody, so it reaches no log and no other site.
fn link(app: &App, purpose: Purpose, id: Uuid) -> Result<Url, Error> {
    let path = match purpose {
        Purpose::VerifyEmail => "/verify-email",
        Purpose::ResetPassword => "/reset-password",
    };
    let mut url = page(&app.config.public_url, path);
    let token = app.tokens.link(purpose, id)?;
    url.set_fragment(Some(&format!("token={token}")));
    Ok(url)
}

/// The name, unless a stranger may have chosen it.
fn mailbox(to: &Recipient) -> Result<Mailbox, Error> {
    let address: Result<Address, _> = to.email.parse();
    let address = address.map_err(|error| Error::Internal(format!("an address: {error}")))?;
    Ok(Mailbox::new(
        to.email_verified.then(|| tame(&to.name)),
        address,
    ))
}
