//! Who are you: accounts, sessions, tokens.
//!
//! The session, a row in PostgreSQL, is the authority. A cookie that only this room reads points to
//! it; from it come access tokens that live 15 minutes and are all that the rest of the API accepts.

mod handlers;
mod hashing;
pub mod hmac;
mod identity;
pub mod model;
mod password;
mod throttle;
mod token;
mod vault;

pub use handlers::routes;
pub use hashing::Hashing;
pub use identity::Identities;
pub use password::{GivenPassword, Password};
pub use throttle::Throttles;
pub use token::{ContentClaims, Disposition, Linked, Tokens};
pub use vault::Vault;
