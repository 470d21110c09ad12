//! Does nothing: for measuring what a job costs (`scripts/bench jobs`).

use serde::{Deserialize, Serialize};

use crate::jobs::{Context, Job, Outcome};

#[derive(Serialize, Deserialize)]
pub(super) struct Noop {}

impl Job for Noop {
    const KIND: &'static str = "noop";

    async fn run(self, _: Context) -> Outcome {
        Ok(None)
    }
}
