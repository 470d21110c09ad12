//! Jobs that the clock queues.

use std::time::Duration;

use crate::harness::play::Tick;
use crate::harness::{SOON, TestApp, TestDatabase, eventually, job};

const DUE: &str = "UPDATE schedules SET next_run_at = now() WHERE name = 'tick'";
const TICKS: &str = "jobs WHERE kind = 'tick' AND state = 'succeeded'";

#[tokio::test]
async fn a_slot_is_run_once_however_many_workers_there_are() {
    let app = TestApp::playing(&[]).await;
    let workers = [app.worker(1), app.worker(1), app.worker(1)];
    app.database.has_planned("tick").await;
    assert_eq!(app.database.count("jobs"), 0, "nothing is due yet");
    app.database.execute(DUE);
    let more = [app.worker(1), app.worker(1), app.worker(1)];
    eventually(SOON, "it ran", async || app.database.count(TICKS) == 1).await;
    for worker in workers.into_iter().chain(more) {
        worker.stop().await;
    }
    assert_eq!(app.database.count("jobs WHERE kind = 'tick'"), 1);
    let next = "schedules WHERE name = 'tick' AND last_slot <= now() AND next_run_at - last_slot = '10 minutes'";
    assert_eq!(app.database.count(next), 1);
}

#[tokio::test]
async fn a_slot_is_missed_while_the_last_one_is_not_done() {
    let app = TestApp::playing(&[]).await;
    let hour = Duration::from_secs(3600);
    app.queue(job(&Tick {}).once("tick").after(hour)).await;
    let worker = app.worker(1);
    app.database.has_planned("tick").await;
    worker.stop().await;
    app.database.execute(DUE);
    let worker = app.worker(1);
    app.database.has_planned("tick").await;
    worker.stop().await;
    assert_eq!(app.database.count("jobs WHERE kind = 'tick'"), 1);
}

#[tokio::test]
async fn our_own_schedules_are_on_record() {
    let app = TestApp::start().await;
    let worker = app.worker(1);
    for name in [
        "catch_up",
        "integrity",
        "job_retention",
        "sweep",
        "trash_retention",
    ] {
        app.database.has_planned(name).await;
    }
    worker.stop().await;
}

impl TestDatabase {
    /// Waits until a schedule is on record and its slot is taken.
    async fn has_planned(&self, name: &str) {
        let planned = format!("schedules WHERE name = '{name}' AND next_run_at > now()");
        eventually(SOON, "the next slot is planned", async || {
            self.count(&planned) == 1
        })
        .await;
    }
}
