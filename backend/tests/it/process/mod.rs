//! The binary's roles, played by the real binary in an environment of its own.

mod admin;
mod configuration;
mod deployments;
mod draining;
mod frontend;
mod health;
mod language;
mod logs;
mod metrics;
mod migrate;
mod production;
mod shutdown;
mod stamp;
mod stamping;
mod sweep;

use crate::harness::Ended;

/// Fails unless it worked.
#[track_caller]
fn succeeded(ended: Ended) -> Ended {
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended
}

/// Fails unless it said in one sentence why it did not work.
#[track_caller]
fn failed(ended: &Ended, sentence: &str) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stdout.is_empty(), "{ended:?}");
    let said: Vec<_> = ended.stderr.lines().collect();
    let clear = |line: &str| line.starts_with("quayside: ") && line.contains(sentence);
    assert!(
        matches!(said.as_slice(), [line] if clear(line)),
        "{ended:?}"
    );
}
