//! Projects and who belongs to them.

mod handlers;
mod model;

pub use handlers::routes;
pub use model::{Project, Role};
