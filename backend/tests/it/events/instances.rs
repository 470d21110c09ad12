//! Several instances: what one writes, the others tell.

use std::time::Duration;

use crate::harness::{RedisServer, SOON, TestApp, eventually};

#[tokio::test]
async fn what_one_instance_writes_another_tells() {
    let app = TestApp::start().await;
    let other = app.beside(&[]);
    let anna = app.person("Anna").await;
    let mut listener = other.stranger().bearing(anna.token()).listen().await;
    let project = anna.project("Harbour").await;
    assert_eq!(listener.hears().await.about(), project);
}

#[tokio::test]
async fn with_redis_it_tells_although_the_database_notifies_nobody() {
    let redis = RedisServer::start().await;
    let url = redis.url();
    let app = TestApp::with(&[("REDIS_URL", &url)]).await;
    let other = app.beside(&[("REDIS_URL", &url)]);
    let anna = app.person("Anna").await;
    let mut listener = other.stranger().bearing(anna.token()).listen().await;
    let channel = "quayside:localhost:events";
    eventually(SOON, "both listen", async || redis.listeners(channel) == 2).await;
    silence(&app);
    // Less than the pause after which it would look by itself.
    let project = anna.project("Harbour").await;
    let told = tokio::time::timeout(Duration::from_secs(2), listener.hears()).await;
    assert_eq!(told.expect("it is told at once").about(), project);
}

#[tokio::test]
async fn without_redis_and_notifications_it_looks_every_few_seconds() {
    let mut redis = RedisServer::start().await;
    let url = redis.url();
    let app = TestApp::with(&[("REDIS_URL", &url)]).await;
    let anna = app.person("Anna").await;
    let mut listener = anna.listen().await;
    redis.kill();
    silence(&app);
    let project = anna.project("Harbour").await;
    let told = tokio::time::timeout(Duration::from_secs(5), listener.hears()).await;
    assert_eq!(told.expect("it is told soon").about(), project);
}

#[tokio::test]
async fn when_redis_is_gone_the_database_notifies() {
    let mut redis = RedisServer::start().await;
    let url = redis.url();
    let app = TestApp::with(&[("REDIS_URL", &url)]).await;
    let other = app.beside(&[("REDIS_URL", &url)]);
    let anna = app.person("Anna").await;
    let mut listener = other.stranger().bearing(anna.token()).listen().await;
    redis.kill();
    let project = anna.project("Harbour").await;
    assert_eq!(listener.hears().await.about(), project);
}

/// Keeps the database from notifying anybody of events.
fn silence(app: &TestApp) {
    app.database.execute(
        "CREATE OR REPLACE FUNCTION record_event(event text, members_of uuid, one_user uuid, data jsonb) \
         RETURNS void LANGUAGE sql AS $$ \
             INSERT INTO events (event, project_id, user_id, data) VALUES ($1, $2, $3, $4) $$",
    );
}
