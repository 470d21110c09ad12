//! People and their accounts.

mod email;
mod handlers;
mod model;

pub use email::Email;
pub use handlers::routes;
pub use model::{NewUser, User};
