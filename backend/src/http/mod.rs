//! What every room borrows to speak HTTP.

pub mod access_log;
pub mod address;
pub mod content;
pub mod cross_site;
pub mod current_user;
pub mod draining;
pub mod frontend;
pub mod headers;
pub mod host;
pub mod idempotency;
pub mod json;
pub mod link;
pub mod page;
pub mod problem;
pub mod problems;
pub mod query;
pub mod request_id;
pub mod resource;
pub mod session_cookie;
pub mod session_store;
pub mod text;
pub mod timestamp;
