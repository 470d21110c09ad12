//! The kinds of jobs, one file each.

mod export;
mod job_retention;
mod noop;
mod sweep;
mod thumbnail;
mod trash_retention;
mod webhook;
mod webhook_retention;

pub(crate) use export::MakeExport;
pub(crate) use thumbnail::MakeThumbnail;
pub(crate) use webhook::DeliverWebhook;

use super::Kinds;

impl Kinds {
    /// All that this release knows.
    pub fn ours() -> Self {
        Self::default()
            .with::<export::MakeExport>()
            .with::<noop::Noop>()
            .scheduled::<job_retention::JobRetention>()
            .scheduled::<sweep::Sweep>()
            .with::<thumbnail::MakeThumbnail>()
            .scheduled::<trash_retention::TrashRetention>()
            .with::<webhook::DeliverWebhook>()
            .scheduled::<webhook_retention::WebhookRetention>()
    }
}
