//! Sends a mail.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::jobs::{Context, Failure, Job, Outcome};
use crate::mail::{self, Occasion, Recipient, Undelivered};

/// Mail on a certain occasion. There is no secret in it.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SendMail(pub(crate) Occasion);

impl Job for SendMail {
    const KIND: &'static str = "mail";
    /// For about eight hours: mail servers are out for longer than others.
    const MAX_ATTEMPTS: i32 = 16;
    const TIMEOUT: Duration = Duration::from_secs(120);
    const WAITS_FOR_OTHERS: bool = true;

    async fn run(self, context: Context) -> Outcome {
        let (app, job) = (&context.app, context.job);
        let facts = move |conn: &mut _| mail::facts(conn, &self.0, job);
        let Some((recipient, facts)) = app.db.write(facts).await? else {
            return Ok(None);
        };
        let letter = mail::compose(app, job, &recipient, &facts)?;
        match app.mailer.send(&letter).await {
            Ok(()) => Ok(None),
            Err(undelivered) => Err(failure(&recipient, undelivered)),
        }
    }
}

fn failure(to: &Recipient, undelivered: Undelivered) -> Failure {
    let email = &to.email;
    match undelivered {
        Undelivered::Refused(code, words) => Failure::for_good(
            format!("Mail to {email} came back. Its mail server says: “{words}”."),
            format!("{code} {words}"),
        ),
        Undelivered::NotNow(cause) => Failure::for_now(
            format!(
                "Mail to {email} could not be sent: the mail server was out of reach or asked to wait."
            ),
            cause,
        ),
    }
}
