//! Sends a message to the receiver of a webhook.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::jobs::{Context, Failure, Job, Outcome};
use crate::webhooks::{Delivery, Verdict};

#[derive(Serialize, Deserialize)]
pub(crate) struct DeliverWebhook {
    pub(crate) delivery: Uuid,
}

impl Job for DeliverWebhook {
    const KIND: &'static str = "webhook";
    /// Over two to three hours: 2, 4, 8, 16, 32, 60 and 60 minutes apart, or up to a half less.
    const MAX_ATTEMPTS: i32 = 8;
    const BACKOFF: Duration = Duration::from_secs(120);
    const TIMEOUT: Duration = Duration::from_secs(60);
    const WAITS_FOR_OTHERS: bool = true;

    async fn run(self, context: Context) -> Outcome {
        let (app, id) = (&context.app, self.delivery);
        let pending = app.db.read(move |conn| Delivery::pending(conn, id)).await?;
        let Some(pending) = pending else {
            return Ok(None);
        };
        if !pending.is_wanted() {
            app.db
                .write(move |conn| Delivery::drop_it(conn, id))
                .await?;
            return Ok(None);
        }
        let attempt = pending.send(&app.courier, &app.vault).await?;
        let verdict = Verdict::on(&attempt, context.attempt >= Self::MAX_ATTEMPTS);
        let (ids, tried) = ((pending.webhook, id), attempt.clone());
        let record = move |conn: &mut _| Delivery::record(conn, ids, &tried, verdict);
        let is_noted = app.db.write(record).await?;
        match (verdict, attempt.error) {
            (Verdict::Again, Some(error)) if is_noted => {
                Err(Failure::for_now(error, "somebody else's server"))
            }
            // What a receiver never took is told to the project's owner, not to our operator.
            _ => Ok(None),
        }
    }
}
