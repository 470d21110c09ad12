//! The ground that stories stand on: an app of one's own, and people who use it.

pub(crate) mod contract;

mod app;
mod browser;
mod database;
mod members;
mod person;
mod reply;
mod token;
mod wait;

pub(crate) use app::{SECRET_KEY, STAGING, TestApp};
pub(crate) use database::{TestDatabase, test_db};
pub(crate) use person::{Client, PASSWORD, Person, form};
pub(crate) use reply::Reply;
pub(crate) use token::resigned;
pub(crate) use wait::eventually;

use quayside::config::{Secret, StorageConfig};

/// A variable that `scripts/test` sets.
#[expect(
    clippy::disallowed_methods,
    reason = "tests are told where their servers are by the environment"
)]
pub(crate) fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run ./scripts/test rust"))
}

/// The real object store of this run.
pub(crate) fn s3_config() -> StorageConfig {
    StorageConfig::S3 {
        bucket: variable("TEST_S3_BUCKET"),
        prefix: None,
        endpoint: Some(variable("TEST_S3_ENDPOINT")),
        region: "us-east-1".to_owned(),
        access_key_id: Secret::new(variable("TEST_S3_ACCESS_KEY_ID")),
        secret_access_key: Secret::new(variable("TEST_S3_SECRET_ACCESS_KEY")),
    }
}

/// The path of the running test, as libtest prints it.
pub(crate) fn test_name() -> String {
    std::thread::current()
        .name()
        .unwrap_or("unknown")
        .to_owned()
}
