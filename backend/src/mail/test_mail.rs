//! A mail that an operator sends to see whether mail arrives.

use uuid::Uuid;

use super::compose::{host, page};
use super::{Letter, Undelivered, words};
use crate::app::App;
use crate::error::Error;
use crate::users::Email;

/// Sends it at once, without a job.
///
/// # Errors
/// An address that is none; whatever the server said.
pub async fn send_test(app: &App, address: &str) -> Result<(), Error> {
    let email = Email::parse("address", address)?;
    let to = email.as_str().parse();
    let to = to.map_err(|error| Error::Internal(format!("an address: {error}")))?;
    let base = &app.config.public_url;
    let letter = Letter {
        id: Uuid::now_v7(),
        to,
        home: page(base, "/"),
        content: words::test(host(base), page(base, "/")),
    };
    app.mailer.send(&letter).await.map_err(|undelivered| {
        Error::Internal(match undelivered {
            Undelivered::Refused(code, words) => {
                format!("the mail server refuses it: {code} {words}")
            }
            Undelivered::NotNow(cause) => format!("the mail could not be handed over: {cause}"),
        })
    })
}
