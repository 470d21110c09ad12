//! Looks whether stored bytes still are what was uploaded: a sample a day.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::integrity::{self, Bounds};
use crate::jobs::{Context, Job, Outcome, Scheduled};

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Integrity {}

impl Job for Integrity {
    const KIND: &'static str = "integrity";
    const TIMEOUT: Duration = Duration::from_secs(2 * 3600);

    async fn run(self, context: Context) -> Outcome {
        let progress = |percent| context.progress(percent);
        let damaged = integrity::check(&context.app, Bounds::default(), progress).await?;
        log::info!("{damaged} of the documents that were looked at are damaged");
        Ok(None)
    }
}

impl Scheduled for Integrity {
    const EVERY: Duration = Duration::from_secs(24 * 3600);
}
