//! Documents: upload, list, read, rename, delete and restore.

mod handlers;
mod list;
mod media_type;
mod model;
mod name;
mod store;
mod upload;

pub use handlers::routes;
pub use model::Document;
