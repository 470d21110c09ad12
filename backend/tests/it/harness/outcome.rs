//! What became of the work when something broke, noted for the table that `scripts/rehearse kills` keeps.

use std::fs::OpenOptions;
use std::io::Write;

use serde_json::json;

use super::environment;

/// Notes a scenario that a story has just seen through, and how it ended; where `TEST_OUTCOMES` names a
/// file.
pub(crate) fn outcome(scenario: &str, ended: &str) {
    let Some(path) = environment("TEST_OUTCOMES") else {
        return;
    };
    let line = format!("{}\n", json!({ "scenario": scenario, "outcome": ended }));
    let file = OpenOptions::new().create(true).append(true).open(path);
    let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
    written.expect("the outcome can be written");
}
