//! What `quayside sweep` does, by the clock.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::jobs::{Context, Job, Outcome, Scheduled};
use crate::ops::sweep;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "sweep";
    /// A bucket with millions of objects takes its time.
    const TIMEOUT: Duration = Duration::from_secs(3600);

    async fn run(self, context: Context) -> Outcome {
        let swept = sweep::run(&context.app, false).await?;
        log::info!(
            "swept {} objects, {} unfinished uploads, {} rows",
            swept.objects,
            swept.partial,
            swept.rows
        );
        Ok(None)
    }
}

impl Scheduled for Sweep {
    const EVERY: Duration = Duration::from_secs(6 * 3600);
}
