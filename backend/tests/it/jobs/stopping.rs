//! How a worker ends.

use std::time::{Duration, Instant};

use crate::harness::play::Play;
use crate::harness::{TestApp, job};

#[tokio::test]
async fn a_short_job_is_finished_before_its_worker_stops() {
    let app = TestApp::playing(&[]).await;
    let worker = app.worker(1);
    let short = app.queue(job(&Play::Nap(500))).await;
    app.database.sees(short, "running").await;
    let next = app.queue(job(&Play::Succeed)).await;
    worker.stop().await;
    assert_eq!(app.database.job(short)["state"], "succeeded");
    let next = app.database.job(next);
    assert_eq!(
        (&next["state"], &next["attempts"]),
        (&"queued".into(), &0.into())
    );
    assert_eq!(app.database.count("workers"), 0);
}

#[tokio::test]
async fn a_long_job_is_given_back_as_if_it_had_not_been_tried() {
    let app = TestApp::playing(&[("SHUTDOWN_SECONDS", "1")]).await;
    let worker = app.worker(1);
    let long = app.queue(job(&Play::Progress(30))).await;
    app.database.sees(long, "running").await;
    let asked = Instant::now();
    worker.stop().await;
    assert!(asked.elapsed() >= Duration::from_secs(1), "it waited");
    let row = app.database.job(long);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"queued".into(), &0.into())
    );
    assert_eq!((&row["lease"], &row["progress"]), (&().into(), &0.into()));
    assert!(row["error"].is_null());
}

#[tokio::test]
async fn what_is_given_back_is_begun_by_another_at_once() {
    let app = TestApp::playing(&[("SHUTDOWN_SECONDS", "0")]).await;
    let leaving = app.worker(1);
    let long = app.queue(job(&Play::Hang)).await;
    app.database.sees(long, "running").await;
    let first = app.database.job(long)["worker_id"].clone();
    let staying = app.worker(1);
    leaving.stop().await;
    app.database.sees(long, "running").await;
    assert_ne!(app.database.job(long)["worker_id"], first);
    staying.stop().await;
}

#[tokio::test]
async fn a_job_that_was_to_be_cancelled_is_not_given_back() {
    let app = TestApp::playing(&[("SHUTDOWN_SECONDS", "0")]).await;
    let worker = app.worker(1);
    let id = app.queue(job(&Play::Hang)).await;
    app.database.sees(id, "running").await;
    app.database
        .execute("UPDATE jobs SET cancel_requested = true");
    worker.stop().await;
    assert_eq!(app.database.job(id)["state"], "cancelled");
}
