//! Finds documents that lack a thumbnail, a preview or a text which they could have, and queues what makes it.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::documents::{entitle_old, queue_missing};
use crate::error::Error;
use crate::jobs::{Context, Job, Outcome, Scheduled};

/// Jobs that one run queues, more or less: about what two processors do until the next one.
const ENOUGH: usize = 5000;

#[derive(Default, Serialize, Deserialize)]
pub(super) struct CatchUp {}

impl Job for CatchUp {
    const KIND: &'static str = "catch_up";
    /// Names of a million documents take their time.
    const TIMEOUT: Duration = Duration::from_secs(3600);

    async fn run(self, context: Context) -> Outcome {
        entitle(&context.app).await?;
        let queued = queue(&context.app).await?;
        if queued > 0 {
            log::info!("queued {queued} jobs for what documents lack");
        }
        Ok(None)
    }
}

impl Scheduled for CatchUp {
    const EVERY: Duration = Duration::from_secs(600);
}

async fn entitle(app: &App) -> Result<(), Error> {
    let mut after = Some(Uuid::nil());
    while let Some(last) = after {
        after = app.db.write(move |conn| entitle_old(conn, last)).await?;
    }
    Ok(())
}

async fn queue(app: &App) -> Result<usize, Error> {
    let mut queued = 0;
    let mut after = Uuid::nil();
    while queued < ENOUGH {
        let batch = app.db.write(move |conn| queue_missing(conn, after)).await?;
        let Some((last, jobs)) = batch else { break };
        after = last;
        queued += jobs;
    }
    Ok(queued)
}
