//! Who belongs to a project, and in which role. Owners decide; everybody may leave.

mod handlers;
mod model;
mod owners;

pub use handlers::routes;
