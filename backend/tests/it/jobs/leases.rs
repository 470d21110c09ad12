//! Workers that disappear, and workers that were only thought to have.

use crate::harness::play::Play;
use crate::harness::{SOON, TestApp, eventually, job};

#[tokio::test]
async fn a_job_whose_worker_was_killed_is_run_by_another() {
    let app = TestApp::playing(&[]).await;
    let worker = app.worker(1);
    let id = app.queue(job(&Play::Hang)).await;
    app.database.sees(id, "running").await;
    worker.kill().await;
    app.database
        .execute(r#"UPDATE jobs SET payload = '"succeed"'"#);
    assert_eq!(app.run_pending_jobs().await, 0, "its lease still holds");
    app.database.end_leases();
    let other = app.worker(1);
    app.database.sees(id, "succeeded").await;
    assert_eq!(app.database.job(id)["attempts"], 2);
    other.stop().await;
}

#[tokio::test]
async fn a_job_that_outlives_its_workers_is_a_dead_letter_in_the_end() {
    let app = TestApp::playing(&[]).await;
    let worker = app.worker(1);
    let id = app.queue(job(&Play::Hang)).await;
    app.database.sees(id, "running").await;
    worker.kill().await;
    app.database.execute("UPDATE jobs SET max_attempts = 1");
    app.database.end_leases();
    let other = app.worker(1);
    app.database.sees(id, "dead").await;
    assert_eq!(app.database.job(id)["error"], "This was interrupted.");
    other.stop().await;
}

#[tokio::test]
async fn a_worker_that_lost_its_lease_changes_nothing_and_drops_the_job() {
    let app = TestApp::playing(&[]).await;
    let worker = app.worker(1);
    let id = app.queue(job(&Play::Hang)).await;
    app.database.sees(id, "running").await;
    let stolen =
        "UPDATE jobs SET lease = gen_random_uuid(), leased_until = now() + interval '1 hour'";
    app.database.execute(stolen);
    let lease = app.database.job(id)["lease"].clone();
    // It finds room for the next job as soon as it knows.
    app.database.execute("NOTIFY quayside_jobs, 'cancel'");
    let next = app.queue(job(&Play::Succeed)).await;
    app.database.sees(next, "succeeded").await;
    worker.stop().await;
    let row = app.database.job(id);
    assert_eq!((&row["state"], &row["lease"]), (&"running".into(), &lease));
    assert_eq!(row["attempts"], 1);
}

#[tokio::test]
async fn what_a_zombie_finishes_counts_for_nothing() {
    let app = TestApp::playing(&[]).await;
    let worker = app.worker(1);
    let id = app.queue(job(&Play::Nap(700))).await;
    app.database.sees(id, "running").await;
    let claimed_again = "UPDATE jobs SET lease = gen_random_uuid(), attempts = 2";
    app.database.execute(claimed_again);
    let lease = app.database.job(id)["lease"].clone();
    worker.stop().await;
    let row = app.database.job(id);
    assert_eq!((&row["state"], &row["lease"]), (&"running".into(), &lease));
    assert_eq!((&row["attempts"], &row["progress"]), (&2.into(), &0.into()));
}

#[tokio::test]
async fn a_running_job_tells_how_far_it_is() {
    let app = TestApp::playing(&[("SHUTDOWN_SECONDS", "0")]).await;
    let worker = app.worker(1);
    let id = app.queue(job(&Play::Progress(40))).await;
    eventually(SOON, "it is at 40 percent", async || {
        app.database.job(id)["progress"] == 40
    })
    .await;
    worker.stop().await;
}
