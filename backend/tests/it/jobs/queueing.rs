//! Which job is run, when, and how often.

use std::time::{Duration, Instant};

use crate::harness::play::{Play, begun};
use crate::harness::{TestApp, job};

#[tokio::test]
async fn a_queued_job_is_run_once_and_kept_with_its_outcome() {
    let app = TestApp::playing(&[]).await;
    let id = app.queue(job(&Play::Succeed)).await;
    assert_eq!(app.run_pending_jobs().await, 1);
    let row = app.database.job(id);
    assert_eq!(
        (&row["state"], &row["progress"]),
        (&"succeeded".into(), &100.into())
    );
    assert_eq!((&row["attempts"], &row["lease"]), (&1.into(), &().into()));
    assert_eq!(app.run_pending_jobs().await, 0);
    assert_eq!(begun(id), 1);
}

#[tokio::test]
async fn a_job_of_a_transaction_that_fails_was_never_there() {
    let app = TestApp::playing(&[]).await;
    let new = job(&Play::Succeed);
    let undone = app.app.db.write(move |conn| {
        diesel::Connection::transaction(conn, |conn| {
            quayside::jobs::enqueue(conn, &new)?;
            Err::<(), _>(diesel::result::Error::RollbackTransaction)
        })
    });
    undone.await.expect_err("it is rolled back");
    assert_eq!(app.run_pending_jobs().await, 0);
    assert_eq!(app.database.count("jobs"), 0);
}

#[tokio::test]
async fn two_workers_run_each_job_once() {
    let app = TestApp::playing(&[]).await;
    let (one, two) = (app.worker(4), app.worker(4));
    let mut ids = Vec::new();
    for _ in 0..40 {
        ids.push(app.queue(job(&Play::Succeed)).await);
    }
    for id in &ids {
        app.database.sees(*id, "succeeded").await;
    }
    assert!(ids.iter().all(|id| begun(*id) == 1));
    one.stop().await;
    two.stop().await;
    assert_eq!(app.database.count("jobs WHERE attempts = 1"), 40);
    assert_eq!(app.database.count("workers"), 0, "both said good-bye");
}

#[tokio::test]
async fn an_idle_worker_begins_a_job_at_once() {
    let app = TestApp::playing(&[]).await;
    let worker = app.worker(1);
    // Until it listens.
    let first = app.queue(job(&Play::Succeed)).await;
    app.database.sees(first, "succeeded").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let id = app.queue(job(&Play::Succeed)).await;
    app.database.sees(id, "succeeded").await;
    let waited =
        format!("jobs WHERE id = '{id}' AND started_at - created_at < interval '1 second'");
    assert_eq!(
        app.database.count(&waited),
        1,
        "a look at the queue every 2 s would be later"
    );
    worker.stop().await;
}

#[tokio::test]
async fn the_more_urgent_job_is_run_first_and_then_the_older_one() {
    let app = TestApp::playing(&[]).await;
    let late = app.queue(job(&Play::Succeed)).await;
    let later = app.queue(job(&Play::Succeed)).await;
    let urgent = app.queue(job(&Play::Succeed).urgent(5)).await;
    let idle = app.queue(job(&Play::Succeed).urgent(-5)).await;
    app.worker_of_one().await;
    let order: Vec<_> = [urgent, late, later, idle]
        .map(|id| app.database.job(id)["started_at"].to_string())
        .into();
    assert!(order.is_sorted(), "{order:?}");
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    let app = TestApp::playing(&[]).await;
    let hour = Duration::from_secs(3600);
    let id = app.queue(job(&Play::Succeed).after(hour)).await;
    assert_eq!(app.run_pending_jobs().await, 0);
    app.database
        .execute("UPDATE jobs SET run_at = run_at - interval '1 hour'");
    assert_eq!(app.run_pending_jobs().await, 1);
    assert_eq!(app.database.job(id)["state"], "succeeded");
}

#[tokio::test]
async fn the_same_work_is_queued_once_while_it_is_unfinished() {
    let app = TestApp::playing(&[]).await;
    let new = || job(&Play::Succeed).once("export:harbour");
    let first = app.queue(new()).await;
    assert_eq!(app.queue(new()).await, first);
    assert_ne!(
        app.queue(job(&Play::Succeed).once("export:quay")).await,
        first
    );
    app.database
        .execute("UPDATE jobs SET run_at = now() + interval '1 hour'");
    assert_eq!(app.queue(new()).await, first, "also while it waits");
    app.database.execute("UPDATE jobs SET run_at = now()");
    assert_eq!(app.run_pending_jobs().await, 2);
    assert_ne!(app.queue(new()).await, first, "but not for ever");
}

#[tokio::test]
async fn a_queue_that_fills_after_a_long_quiet_is_drained_as_fast_as_ever() {
    let app = TestApp::start().await;
    // PostgreSQL settles for a plan after some tries, and these find an empty table.
    for _ in 0..30 {
        app.run_pending_jobs().await;
    }
    app.database.execute(
        "INSERT INTO jobs (id, kind, payload, max_attempts) \
         SELECT gen_random_uuid(), 'noop', '{}', 1 FROM generate_series(1, 20000)",
    );
    let began = Instant::now();
    let ran = tokio::time::timeout(Duration::from_secs(100), app.run_pending_jobs()).await;
    assert_eq!(ran, Ok(20_000), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_payload_of_another_version_is_a_dead_letter_that_says_so() {
    let app = TestApp::playing(&[]).await;
    let id = app.queue(job(&Play::Succeed)).await;
    app.database
        .execute(r#"UPDATE jobs SET payload = '{"sail": true}'"#);
    assert_eq!(app.run_pending_jobs().await, 1);
    let row = app.database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"dead".into(), &1.into())
    );
    assert!(
        row["error"]
            .as_str()
            .expect("words")
            .contains("another version")
    );
    assert!(
        row["cause"].as_str().expect("a cause").contains("sail"),
        "{row}"
    );
    assert_eq!(begun(id), 0);
}

#[tokio::test]
async fn a_kind_that_nobody_knows_stays_queued_and_holds_nobody_up() {
    let app = TestApp::playing(&[]).await;
    let strange = app.queue(job(&Play::Succeed).urgent(9)).await;
    app.database.execute("UPDATE jobs SET kind = 'tomorrow'");
    let known = app.queue(job(&Play::Succeed)).await;
    assert_eq!(app.run_pending_jobs().await, 1);
    assert_eq!(app.database.job(known)["state"], "succeeded");
    let row = app.database.job(strange);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"queued".into(), &0.into())
    );
}

impl TestApp {
    /// Lets a worker that runs one job at a time run all that wait.
    async fn worker_of_one(&self) {
        let app = self.app.clone().into_inner();
        let ran = quayside::jobs::worker::run_pending(&app, 1).await;
        assert_eq!(ran.expect("the database answers"), 4);
    }
}
