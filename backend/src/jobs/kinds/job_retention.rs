//! Forgets jobs that ended long ago, results that have expired, and workers that fell silent.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::jobs::model::{self, Retention};
use crate::jobs::{Context, Failure, Job, Outcome, Scheduled};
use crate::storage::Key;

/// For how many days they are kept. A dead letter stays longer: somebody has to look at it.
const KEEP: Retention = Retention {
    finished: 7,
    dead: 30,
    workers: 1,
};

#[derive(Default, Serialize, Deserialize)]
pub(super) struct JobRetention {}

impl Job for JobRetention {
    const KIND: &'static str = "job_retention";

    async fn run(self, context: Context) -> Outcome {
        let app = &context.app;
        loop {
            let (objects, more) = app.db.write(|conn| model::forget(conn, &KEEP)).await?;
            for object in objects {
                let deleted = app.storage.delete(&Key::Result(object)).await;
                deleted.map_err(|error| Failure::from(Error::from(error)))?;
            }
            if !more {
                return Ok(None);
            }
        }
    }
}

impl Scheduled for JobRetention {
    const EVERY: Duration = Duration::from_secs(3600);
}
