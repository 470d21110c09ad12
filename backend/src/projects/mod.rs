//! Projects: who may see and change them, and how they come and go.

mod handlers;
mod model;
mod role;

pub use handlers::routes;
pub use model::Project;
pub use role::Role;
