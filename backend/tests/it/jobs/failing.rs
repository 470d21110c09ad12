//! Jobs that do not do what they should.

use crate::harness::play::{Hasty, Play, begun};
use crate::harness::{TestApp, job};

#[tokio::test]
async fn a_job_that_fails_is_tried_again_and_may_succeed() {
    let app = TestApp::playing(&[]).await;
    let id = app.queue(job(&Play::FailOnce)).await;
    assert_eq!(app.run_pending_jobs().await, 2);
    let row = app.database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"succeeded".into(), &2.into())
    );
    assert_eq!((&row["error"], &row["cause"]), (&().into(), &().into()));
}

#[tokio::test]
async fn a_job_that_fails_each_time_is_a_dead_letter_with_its_error() {
    let app = TestApp::playing(&[]).await;
    let id = app.queue(job(&Play::Fail)).await;
    assert_eq!(app.run_pending_jobs().await, 3);
    let row = app.database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"dead".into(), &3.into())
    );
    assert_eq!(row["error"], "The tide was out.");
    assert_eq!(row["cause"], "low water");
    assert_eq!(begun(id), 3);
}

#[tokio::test]
async fn a_failure_that_is_final_is_not_tried_again() {
    let app = TestApp::playing(&[]).await;
    let id = app.queue(job(&Play::FailForGood)).await;
    assert_eq!(app.run_pending_jobs().await, 1);
    let row = app.database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"dead".into(), &1.into())
    );
    assert_eq!(row["error"], "There is no such quay.");
}

#[tokio::test]
async fn a_failure_that_no_column_can_hold_is_written_down_all_the_same() {
    let app = TestApp::playing(&[]).await;
    let id = app.queue(job(&Play::Complain)).await;
    app.run_pending_jobs().await;
    let row = app.database.job(id);
    assert_eq!(row["state"], "dead");
    let error = row["error"].as_str().expect("words");
    assert!(error.starts_with("a\u{fffd}é"), "{error}");
    assert_eq!(error.chars().count(), 2000);
}

#[tokio::test]
async fn a_job_that_panics_fails_and_its_worker_goes_on() {
    let app = TestApp::playing(&[]).await;
    let worker = app.worker(2);
    let broken = app.queue(job(&Play::Panic)).await;
    app.database.sees(broken, "dead").await;
    let row = app.database.job(broken);
    assert_eq!(row["attempts"], 3);
    assert_eq!(row["cause"], "it panicked: the mast broke");
    let error = row["error"].as_str().expect("words");
    assert!(
        !error.contains("mast"),
        "people are not told the insides: {error}"
    );
    let next = app.queue(job(&Play::Succeed)).await;
    app.database.sees(next, "succeeded").await;
    worker.stop().await;
}

#[tokio::test]
async fn a_job_that_takes_too_long_is_stopped() {
    let app = TestApp::playing(&[]).await;
    let id = app.queue(job(&Hasty(Play::Hang))).await;
    assert_eq!(app.run_pending_jobs().await, 1);
    let row = app.database.job(id);
    assert_eq!(row["state"], "dead");
    assert_eq!(row["error"], "This took too long and was stopped.");
    assert!(
        row["cause"].as_str().expect("a cause").contains("0.1 s"),
        "{row}"
    );
}

#[tokio::test]
async fn the_next_attempt_waits_longer_each_time() {
    let app = TestApp::playing(&[]).await;
    app.queue(job(&Play::Succeed)).await;
    // Of ours, because plays do not wait: the wrong database is what a sweep refuses.
    app.orphan().await;
    app.database
        .execute("UPDATE jobs SET kind = 'sweep', payload = '{}'");
    for (attempt, least, most) in [(1, 4, 11), (2, 9, 21), (3, 19, 41)] {
        assert_eq!(app.run_pending_jobs().await, 1);
        let waits = format!(
            "jobs WHERE attempts = {attempt} AND state = 'queued' \
             AND run_at - now() BETWEEN '{least} seconds' AND '{most} seconds'"
        );
        assert_eq!(app.database.count(&waits), 1, "attempt {attempt}");
        app.database
            .execute("UPDATE jobs SET run_at = now(), max_attempts = 9");
    }
}
