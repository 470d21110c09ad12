//! The kinds of jobs, one file each.

mod job_retention;
mod noop;
mod report;
mod sweep;
mod thumbnail;
mod trash_retention;

pub(crate) use report::MakeReport;
pub(crate) use thumbnail::MakeThumbnail;

use super::Kinds;

impl Kinds {
    /// All that this release knows.
    pub fn ours() -> Self {
        Self::default()
            .with::<noop::Noop>()
            .scheduled::<job_retention::JobRetention>()
            .with::<report::MakeReport>()
            .scheduled::<sweep::Sweep>()
            .with::<thumbnail::MakeThumbnail>()
            .scheduled::<trash_retention::TrashRetention>()
    }
}
