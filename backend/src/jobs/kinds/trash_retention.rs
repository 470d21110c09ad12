//! Empties the trash: documents that were deleted longer ago than `TRASH_RETENTION_DAYS`.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::documents;
use crate::jobs::{Context, Job, Outcome, Scheduled};

#[derive(Default, Serialize, Deserialize)]
pub(super) struct TrashRetention {}

impl Job for TrashRetention {
    const KIND: &'static str = "trash_retention";
    const TIMEOUT: Duration = Duration::from_secs(3600);

    async fn run(self, context: Context) -> Outcome {
        let removed = documents::empty_trash(&context.app).await?;
        log::info!("removed {removed} documents for good");
        Ok(None)
    }
}

impl Scheduled for TrashRetention {
    const EVERY: Duration = Duration::from_secs(3600);
}
