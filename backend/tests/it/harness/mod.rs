//! The ground that stories stand on: an app of one's own, and people who use it.

pub(crate) mod contract;

mod app;
mod archive;
mod asked;
mod batches;
mod behind;
mod browser;
mod cluster;
mod database;
mod forms;
mod gate;
mod held;
mod hold;
mod installation;
mod jobs;
mod listener;
mod members;
mod outcome;
mod person;
mod picture;
pub(crate) mod play;
mod player;
mod process;
mod raw;
mod receiver;
mod redis;
mod reply;
mod rows;
mod smtp;
mod token;
mod wait;

pub(crate) use app::{SECRET_KEY, STAGING, TestApp};
pub(crate) use behind::SOON;
pub(crate) use cluster::Cluster;
pub(crate) use database::{TestDatabase, test_db};
pub(crate) use forms::{FORM_TYPE, RawForm};
pub(crate) use gate::Gate;
pub(crate) use installation::{Installation, Server, address_in, files_below};
pub(crate) use jobs::job;
pub(crate) use listener::{Heard, Listener};
pub(crate) use outcome::outcome;
pub(crate) use person::{Client, PASSWORD, Person, form};
pub(crate) use picture::png;
pub(crate) use player::player;
pub(crate) use process::Ended;
pub(crate) use raw::Connection;
pub(crate) use receiver::{REACHABLE, Reaction, Received, Receiver};
pub(crate) use redis::RedisServer;
pub(crate) use reply::Reply;
pub(crate) use smtp::{Mail, SmtpServer};
pub(crate) use token::resigned;
pub(crate) use wait::eventually;

use quayside::config::{Secret, StorageConfig};
use uuid::Uuid;

/// A variable that `scripts/test` sets.
pub(crate) fn variable(name: &str) -> String {
    environment(name).unwrap_or_else(|| panic!("{name} is not set: run ./scripts/test rust"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told where their servers are by the environment"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
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

/// The variables that put documents there, below a prefix of their own.
pub(crate) fn s3_settings() -> [(&'static str, String); 4] {
    let bucket = variable("TEST_S3_BUCKET");
    let prefix = Uuid::new_v4().simple();
    [
        ("STORAGE_URL", format!("s3://{bucket}/it-{prefix}")),
        ("S3_ENDPOINT", variable("TEST_S3_ENDPOINT")),
        ("S3_ACCESS_KEY_ID", variable("TEST_S3_ACCESS_KEY_ID")),
        (
            "S3_SECRET_ACCESS_KEY",
            variable("TEST_S3_SECRET_ACCESS_KEY"),
        ),
    ]
}

/// The path of the running test, as libtest prints it.
pub(crate) fn test_name() -> String {
    std::thread::current()
        .name()
        .unwrap_or("unknown")
        .to_owned()
}
