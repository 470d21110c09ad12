//! Documents: upload, list, read, rename, delete, restore, and the trash.

mod handlers;
mod list;
mod media_type;
mod model;
mod name;
mod store;
mod trash;
mod upload;

pub use handlers::routes;
pub(crate) use model::Row;
pub use model::{Document, Original, Picture, Rendition, entitle_old, queue_missing};
pub use trash::empty_trash;
