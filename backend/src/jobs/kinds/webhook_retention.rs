//! Forgets deliveries of long ago, and seals the secrets of webhooks with the newest of `SECRET_KEYS`.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::jobs::{Context, Job, Outcome, Scheduled};
use crate::webhooks;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct WebhookRetention {}

impl Job for WebhookRetention {
    const KIND: &'static str = "webhook_retention";

    async fn run(self, context: Context) -> Outcome {
        loop {
            let app = Arc::clone(&context.app);
            let tidy = move |conn: &mut _| webhooks::tidy(conn, &app.vault);
            if !context.app.db.write(tidy).await? {
                return Ok(None);
            }
        }
    }
}

impl Scheduled for WebhookRetention {
    const EVERY: Duration = Duration::from_secs(3600);
}
