//! What was done in a project, by whom and when: written with the change, and never changed again.

mod action;
mod handlers;
mod model;

pub use action::{Action, Entry};
pub use handlers::routes;
pub use model::Activity;
