//! Jobs that nobody wants any more.

use std::time::{Duration, Instant};

use crate::harness::TestApp;
use crate::harness::play::{Play, begun};

#[tokio::test]
async fn a_queued_job_is_cancelled_at_once() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let id = app.queue_for(&anna, Play::Succeed).await;
    let job = anna.cancel(id).await.expect(200);
    assert_eq!(job.text("state"), "cancelled");
    assert!(job.json()["finished_at"].is_string());
    assert_eq!(app.run_pending_jobs().await, 0);
    assert_eq!(begun(id), 0);
}

#[tokio::test]
async fn a_running_job_is_asked_to_end_and_ends_soon() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let worker = app.worker(1);
    let id = app.queue_for(&anna, Play::Hang).await;
    app.database.sees(id, "running").await;
    let asked = Instant::now();
    let job = anna.cancel(id).await.expect(200);
    assert_eq!(job.json()["cancel_requested"], true);
    app.database.sees(id, "cancelled").await;
    assert!(
        asked.elapsed() < Duration::from_secs(3),
        "it did not wait for a heartbeat"
    );
    worker.stop().await;
}

#[tokio::test]
async fn a_job_that_fails_after_it_was_cancelled_is_not_tried_again() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let id = app.queue_for(&anna, Play::Fail).await;
    app.database
        .execute("UPDATE jobs SET cancel_requested = true");
    assert_eq!(app.run_pending_jobs().await, 1);
    assert_eq!(app.database.job(id)["state"], "cancelled");
}

#[tokio::test]
async fn a_job_that_has_ended_cannot_be_cancelled() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    for play in [Play::Succeed, Play::FailForGood] {
        let id = app.queue_for(&anna, play).await;
        app.run_pending_jobs().await;
        anna.cancel(id).await.refused(409, "already_finished");
    }
    let id = app.queue_for(&anna, Play::Succeed).await;
    anna.cancel(id).await.expect(200);
    anna.cancel(id).await.refused(409, "already_finished");
}
