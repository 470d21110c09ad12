//! Who belongs to a project, and in which role. Owners decide; everybody may leave.

mod handlers;
mod model;

pub use handlers::routes;
