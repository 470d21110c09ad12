//! The kinds of jobs, one file each.

mod catch_up;
mod job_retention;
mod noop;
mod sweep;
mod text;
mod thumbnail;
mod trash_retention;

pub(crate) use text::ReadText;
pub(crate) use thumbnail::MakeThumbnail;

use super::Kinds;

impl Kinds {
    /// All that this release knows.
    pub fn ours() -> Self {
        Self::default()
            .with::<noop::Noop>()
            .scheduled::<catch_up::CatchUp>()
            .scheduled::<job_retention::JobRetention>()
            .scheduled::<sweep::Sweep>()
            .with::<text::ReadText>()
            .with::<thumbnail::MakeThumbnail>()
            .scheduled::<trash_retention::TrashRetention>()
    }
}
