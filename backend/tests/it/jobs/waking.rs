//! An idle worker hears of a job at once.

use std::time::Duration;

use crate::harness::play::Play;
use crate::harness::{RedisServer, SOON, TestApp, eventually, job};

/// Less than the pause after which a worker looks at the queue by itself.
const AT_ONCE: Duration = Duration::from_secs(1);

#[tokio::test]
async fn the_database_wakes_it() {
    let app = TestApp::playing(&[]).await;
    let other = app.beside(&[]);
    let worker = app.worker(1);
    is_idle(&app).await;
    runs_at_once(&app, &other).await;
    worker.stop().await;
}

#[tokio::test]
async fn redis_wakes_it_although_the_database_notifies_nobody() {
    let redis = RedisServer::start().await;
    let url = redis.url();
    let app = TestApp::playing(&[("REDIS_URL", &url)]).await;
    let other = app.beside(&[("REDIS_URL", &url)]);
    let worker = app.worker(1);
    let channel = "quayside:localhost:jobs";
    eventually(SOON, "both listen", async || redis.listeners(channel) == 2).await;
    silence(&app);
    is_idle(&app).await;
    runs_at_once(&app, &other).await;
    worker.stop().await;
}

#[tokio::test]
async fn when_redis_is_gone_the_database_wakes_it() {
    let mut redis = RedisServer::start().await;
    let url = redis.url();
    let app = TestApp::playing(&[("REDIS_URL", &url)]).await;
    let other = app.beside(&[("REDIS_URL", &url)]);
    let worker = app.worker(1);
    is_idle(&app).await;
    redis.kill();
    runs_at_once(&app, &other).await;
    worker.stop().await;
}

/// It has run a job, and found nothing more to do.
async fn is_idle(app: &TestApp) {
    let first = app.queue(job(&Play::Succeed)).await;
    app.database.sees(first, "succeeded").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
}

/// One instance queues, the worker of the other runs it.
async fn runs_at_once(app: &TestApp, other: &TestApp) {
    let id = other.queue(job(&Play::Succeed)).await;
    eventually(AT_ONCE, "it runs", async || {
        app.database.job(id)["state"] == "succeeded"
    })
    .await;
}

/// Keeps the database from notifying anybody of jobs.
fn silence(app: &TestApp) {
    app.database.execute(
        "CREATE OR REPLACE FUNCTION ring_for_jobs() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN RETURN NULL; END $$",
    );
}
