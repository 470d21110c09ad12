//! The kinds of jobs, one file each.

mod catch_up;
mod event_retention;
mod export;
mod job_retention;
mod noop;
mod sweep;
mod text;
mod thumbnail;
mod trash_retention;
mod webhook;
mod webhook_retention;

pub(crate) use export::MakeExport;
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
            .scheduled::<job_retention::JobRetention>()
            .with::<noop::Noop>()
            .scheduled::<sweep::Sweep>()
            .with::<text::ReadText>()
            .with::<thumbnail::MakeThumbnail>()
            .scheduled::<trash_retention::TrashRetention>()
            .with::<webhook::DeliverWebhook>()
            .scheduled::<webhook_retention::WebhookRetention>()
    }
}
