//! A worker whose clock is wrong, and jumps: the database's decides.

use std::fs;
use std::time::Duration;

use super::{ends, queue};
use crate::harness::{Installation, outcome, player, variable};

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_worker_whose_clock_jumps_runs_its_job_once() {
    let installation = Installation::new().await;
    let database = &installation.database;
    let clock = installation.folder.join("clock");
    fs::write(&clock, "+0").expect("a file");
    let faked = [
        ("LD_PRELOAD", variable("FAKETIME_LIB")),
        ("FAKETIME_TIMESTAMP_FILE", clock.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        // What measures spans goes on as it does on a machine whose clock is set.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
    ];
    let id = queue(database, "play", r#"{"nap": 45000}"#);
    let worker = player(database, &faked);
    ends(database, id, "running").await;
    let _other = player(database, &[]);
    for jump in ["+1d", "-1d", "+365d", "+0"] {
        fs::write(&clock, jump).expect("a file");
        tokio::time::sleep(Duration::from_secs(8)).await;
    }
    let row = ends(database, id, "succeeded").await;
    assert_eq!(row["attempts"], 1, "{}", worker.log());
    let early = "schedules WHERE next_run_at > now() + interval '1 day' OR last_slot > now()";
    assert_eq!(database.count(early), 0);
    outcome(
        "a worker whose clock jumps a day ahead, a day back, a year ahead and home, beside one whose clock is right",
        "one attempt, no lease lost, no schedule run early",
    );
}
