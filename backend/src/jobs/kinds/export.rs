//! Packs a project's documents into one archive, for whoever asked for it.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{out_of_sight, unread};
use crate::activity::Action;
use crate::exports::{LIFETIME, Snapshot, archive_of};
use crate::jobs::{Context, Failure, Job, Outcome};

#[derive(Serialize, Deserialize)]
pub(crate) struct MakeExport {}

impl Job for MakeExport {
    const KIND: &'static str = "export";
    /// The largest archive, at 3 MiB a second.
    const TIMEOUT: Duration = Duration::from_secs(6 * 3600);

    async fn run(self, context: Context) -> Outcome {
        let (project, user) = asked(&context)?;
        let take = move |conn: &mut _| Snapshot::take(conn, project, user);
        let snapshot = context.app.db.read(take).await.map_err(unread)?;
        let name = snapshot.file_name();
        let archive = archive_of(&context, snapshot).await?;
        let stored = context.store(name, "application/zip", LIFETIME, archive);
        let stored = stored.await?.remembered_as(Action::ExportMade);
        Ok(Some(stored.in_place_of_others()))
    }
}

/// The project, and the member of it who asked for this.
fn asked(context: &Context) -> Result<(Uuid, Uuid), Failure> {
    let asked = context.project.zip(context.user);
    asked.ok_or_else(|| out_of_sight("the job names no project, or nobody"))
}
