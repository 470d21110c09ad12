//! A worker process that knows the tests' own jobs: this very binary, told to be one.

use std::process::Command;
use std::sync::Arc;

use quayside::app::App;
use quayside::config::Config;
use quayside::jobs::worker;

use super::process::Process;
use super::{SECRET_KEY, TestDatabase, environment, play};

/// Says to the process that it is a worker, and on which database.
const DATABASE: &str = "TEST_PLAYER_DATABASE";

/// Starts a worker process that plays; `settings` are of its environment.
pub(crate) fn player(database: &TestDatabase, settings: &[(&str, String)]) -> Process {
    let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
    let itself = "harness::player::plays_until_it_is_ended";
    command.args(["--ignored", "--exact", "--nocapture", itself]);
    let settings = settings.iter().map(|(name, value)| (*name, value.as_str()));
    command.envs(settings).env(DATABASE, database.url.as_str());
    Process::start(command, "")
}

#[tokio::test]
#[ignore = "not a story, but the process that some stories start"]
async fn plays_until_it_is_ended() {
    let Some(database) = environment(DATABASE) else {
        return;
    };
    let settings = [
        ("DATABASE_URL", database.as_str()),
        ("SECRET_KEYS", SECRET_KEY),
        ("STORAGE_URL", "disk:/nonexistent"),
    ];
    let config = Config::from_pairs(settings).expect("the settings are fine");
    let app = App::with_kinds(config, play::kinds()).expect("the app can be made");
    let never = std::future::pending();
    worker::run(Arc::new(app), 4, never)
        .await
        .expect("it works");
}
