//! Is it up, is it ready, which version is it, and what can be asked of it.

mod handlers;
mod readiness;

pub use handlers::routes;

/// The contract, as it is served: `backend/openapi.yaml` in JSON.
pub const OPENAPI_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/openapi.json"));
