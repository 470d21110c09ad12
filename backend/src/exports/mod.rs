//! A project's documents as one ZIP archive, made behind the scenes and kept for a day.
//!
//! The archive passes from storage to storage: `steps` reads the documents one after the other,
//! `Archive` turns what it is told into the archive's bytes, and neither ever holds more than a few
//! pieces. A list of the documents is all that grows with their number.

mod archive;
mod entry;
mod handlers;
mod limits;
mod media;
mod model;
mod names;
mod steps;
mod stream;

pub use handlers::routes;
pub(crate) use limits::LIFETIME;
pub(crate) use model::Snapshot;
pub(crate) use stream::archive_of;
