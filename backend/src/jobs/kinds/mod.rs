//! The kinds of jobs, one file each.

mod catch_up;
mod event_retention;
mod export;
mod integrity;
mod job_retention;
mod mail;
mod noop;
mod report;
mod sweep;
mod text;
mod thumbnail;
mod trash_retention;
mod webhook;
mod webhook_retention;

pub(crate) use export::MakeExport;
pub(crate) use mail::SendMail;
pub(crate) use report::MakeReport;
pub(crate) use text::ReadText;
pub(crate) use thumbnail::MakeThumbnail;
pub(crate) use webhook::DeliverWebhook;

use super::{Failure, Kinds};
use crate::error::Error;

impl Kinds {
    /// All that this release knows.
    pub fn ours() -> Self {
        Self::default()
            .scheduled::<catch_up::CatchUp>()
            .scheduled::<event_retention::EventRetention>()
            .with::<export::MakeExport>()
            .scheduled::<integrity::Integrity>()
            .scheduled::<job_retention::JobRetention>()
            .with::<mail::SendMail>()
            .with::<noop::Noop>()
            .with::<report::MakeReport>()
            .scheduled::<sweep::Sweep>()
            .with::<text::ReadText>()
            .with::<thumbnail::MakeThumbnail>()
            .scheduled::<trash_retention::TrashRetention>()
            .with::<webhook::DeliverWebhook>()
            .scheduled::<webhook_retention::WebhookRetention>()
    }
}

/// What kept a member's job from reading the project: it may be that they do not see it any more.
fn unread(error: Error) -> Failure {
    match error {
        Error::NotFound => out_of_sight("not found"),
        error => error.into(),
    }
}

fn out_of_sight(cause: &str) -> Failure {
    let message = "The project is gone, or you are no longer a member of it.";
    Failure::for_good(message, cause)
}
