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

use super::Kinds;

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
