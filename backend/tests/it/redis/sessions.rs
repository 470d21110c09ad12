//! What one instance ends, the others refuse at once, and not only when they ask again.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Client, PASSWORD, Person, RedisServer, TestApp, eventually};

/// Far less than an instance would believe what it knows.
const AT_ONCE: Duration = Duration::from_millis(1500);

#[tokio::test]
async fn a_session_that_ended_here_is_refused_there_at_once() {
    let redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    let anna = app.person("Anna").await;
    let elsewhere = other.stranger().bearing(anna.token());
    elsewhere.get("/api/v1/projects").await.expect(200);
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    is_refused_at_once(&elsewhere).await;
}

#[tokio::test]
async fn a_changed_password_locks_the_other_devices_out_at_once() {
    let redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    let anna = app.person("Anna").await;
    let phone = Person {
        client: other.stranger(),
        ..anna.clone()
    };
    let phone = phone.sign_in().await;
    phone.get("/api/v1/projects").await.expect(200);
    let change = json!({ "current_password": PASSWORD, "new_password": "battery staple" });
    anna.post("/api/v1/me/password", change).await.expect(204);
    is_refused_at_once(&phone).await;
    anna.get("/api/v1/projects").await.expect(200);
}

#[tokio::test]
async fn instances_that_lost_redis_hear_of_each_other_when_it_is_back() {
    let mut redis = RedisServer::start().await;
    let (app, other) = two_instances(&redis).await;
    let anna = app.person("Anna").await;
    redis.kill();
    redis.restart().await;
    are_listening(&redis).await;
    let elsewhere = other.stranger().bearing(anna.token());
    elsewhere.get("/api/v1/projects").await.expect(200);
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    is_refused_at_once(&elsewhere).await;
}

/// At home, where a cookie needs no https.
async fn two_instances(redis: &RedisServer) -> (TestApp, TestApp) {
    let url = redis.url();
    let settings = [("REDIS_URL", url.as_str())];
    let app = TestApp::with(&settings).await;
    let other = app.beside(&settings);
    are_listening(redis).await;
    (app, other)
}

async fn is_refused_at_once(client: &Client) {
    eventually(AT_ONCE, "the session is refused", async || {
        client.get("/api/v1/projects").await.status == 401
    })
    .await;
}

/// Waits until both instances have subscribed.
async fn are_listening(redis: &RedisServer) {
    eventually(Duration::from_secs(10), "both listen", async || {
        redis.listeners("quayside:localhost:sessions") == 2
    })
    .await;
}
