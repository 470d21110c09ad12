//! Makes the report of a project, for one of its members.

use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::unread;
use crate::activity::Action;
use crate::app::App;
use crate::confined::Broken;
use crate::error::Error;
use crate::jobs::{Context, Failure, Job, Outcome};
use crate::reports::{Content, Facts, limits};

#[derive(Serialize, Deserialize)]
pub(crate) struct MakeReport {
    pub(crate) project: Uuid,
    pub(crate) user: Uuid,
}

impl Job for MakeReport {
    const KIND: &'static str = "report";
    /// Others may be before it at the typesetter.
    const TIMEOUT: Duration = Duration::from_secs(600);

    async fn run(self, context: Context) -> Outcome {
        let Self { project, user } = self;
        let app = &context.app;
        let read = move |conn: &mut _| Facts::read(conn, project, user);
        let facts = app.db.read(read).await.map_err(unread)?;
        context.progress(20);
        let now = Utc::now();
        let content = Content::of(facts, now);
        let pdf = typeset(app, &content).await?;
        context.progress(80);
        let name = file_name(&content.project, now);
        let pdf = stream::iter([Ok::<_, Error>(Bytes::from(pdf))]);
        let stored = context
            .store(name, "application/pdf", limits::LIFETIME, pdf)
            .await?;
        Ok(Some(stored.remembered_as(Action::ReportMade)))
    }
}

async fn typeset(app: &App, content: &Content) -> Result<Vec<u8>, Failure> {
    let _turn = app.turn_to_render().await?;
    let pdf = app.typesetter.pdf(content).await;
    pdf.map_err(|broken| match broken {
        Broken::Failed(cause) => Failure::for_now("The report could not be made.", cause),
        broken => {
            let message =
                "The report could not be made: something in this project is too much for it.";
            Failure::for_good(message, format!("{broken:?}"))
        }
    })
}

/// Such as "Harbour report 2026-11-25.pdf", without what separates folders.
fn file_name(project: &str, now: DateTime<Utc>) -> String {
    let project = project.replace(['/', '\\'], "-");
    format!("{project} report {}.pdf", now.format("%Y-%m-%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_named_after_its_project_and_its_day() {
        let day = "2026-11-25T23:59:59Z".parse().expect("a time");
        assert_eq!(file_name("Harbour", day), "Harbour report 2026-11-25.pdf");
        assert_eq!(file_name("a/b\\c", day), "a-b-c report 2026-11-25.pdf");
    }
}
