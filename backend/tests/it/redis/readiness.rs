//! What an operator is told of Redis.

use super::instance;
use crate::harness::{Installation, RedisServer, SOON, Server, TestApp, address_in, eventually};

#[tokio::test]
async fn without_redis_an_instance_is_degraded_and_serves() {
    let mut redis = RedisServer::start().await;
    let app = instance(&redis).await;
    assert_eq!(
        redis_of(&app, "?strict=1", 200).await,
        ("ok".into(), Some("ok".into()))
    );
    redis.kill();
    let degraded = ("degraded".into(), Some("down".into()));
    assert_eq!(redis_of(&app, "", 200).await, degraded);
    assert_eq!(redis_of(&app, "?strict=1", 503).await, degraded);
    redis.restart().await;
    eventually(SOON, "it is ready again", async || {
        let ready = app.stranger().get("/api/health/ready?strict=1").await;
        ready.status == 200
    })
    .await;
}

#[tokio::test]
async fn who_has_no_redis_is_not_told_of_it() {
    let app = TestApp::start().await;
    assert_eq!(redis_of(&app, "?strict=1", 200).await, ("ok".into(), None));
}

#[tokio::test]
async fn metrics_say_whether_redis_answers() {
    let mut redis = RedisServer::start().await;
    let installation = Installation::new().await.set("REDIS_URL", redis.url());
    let metrics = Metrics::of(installation).await;
    metrics.eventually_say("quayside_redis_up 1\n").await;
    redis.kill();
    metrics.eventually_say("quayside_redis_up 0\n").await;
    redis.restart().await;
    metrics.eventually_say("quayside_redis_up 1\n").await;
}

#[tokio::test]
async fn without_a_redis_metrics_do_not_speak_of_one() {
    let metrics = Metrics::of(Installation::new().await).await;
    let text = metrics.text().await;
    assert!(text.contains("quayside_database_connections "), "{text}");
    assert!(!text.contains("redis"), "{text}");
}

/// A server with metrics, and where they are.
struct Metrics {
    _server: (Installation, Server),
    url: String,
}

impl Metrics {
    async fn of(installation: Installation) -> Self {
        let installation = installation.set("METRICS_ADDRESS", "127.0.0.1:0");
        let mut server = installation.serve().await;
        let address = address_in(&server.says("metrics on http://").await);
        Self {
            _server: (installation, server),
            url: format!("http://{address}/metrics"),
        }
    }

    async fn text(&self) -> String {
        let answer = reqwest::get(&self.url).await.expect("an answer");
        answer.text().await.expect("text")
    }

    async fn eventually_say(&self, line: &str) {
        eventually(SOON, line.trim_end(), async || {
            self.text().await.contains(line)
        })
        .await;
    }
}

/// The word of the whole and that of Redis.
async fn redis_of(app: &TestApp, query: &str, status: u16) -> (String, Option<String>) {
    let path = format!("/api/health/ready{query}");
    let ready = app.stranger().get(&path).await.expect(status);
    let json = ready.json();
    let mut checks = json["checks"].as_array().expect("a list").iter();
    let redis = checks.find(|check| check["name"] == "redis");
    let word = redis.and_then(|check| check["status"].as_str());
    (ready.text("status"), word.map(str::to_owned))
}
