//! Forgets events that nobody can have missed any more.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::events;
use crate::jobs::{Context, Job, Outcome, Scheduled};

/// For how many days they are kept: who comes back later looks at everything anew.
const KEEP: i32 = 1;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct EventRetention {}

impl Job for EventRetention {
    const KIND: &'static str = "event_retention";

    async fn run(self, context: Context) -> Outcome {
        let forget = |conn: &mut _| events::forget(conn, KEEP);
        while context.app.db.write(forget).await? {}
        Ok(None)
    }
}

impl Scheduled for EventRetention {
    const EVERY: Duration = Duration::from_secs(3600);
}
