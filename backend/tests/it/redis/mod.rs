//! Several instances, and the Redis through which they act as one.

mod encrypted;
mod limits;
mod outage;
mod readiness;
mod sessions;

use reqwest::Method;
use serde_json::json;

use crate::harness::{RedisServer, Reply, STAGING, TestApp};

/// An instance with the real limits, behind a proxy that says who asks.
async fn instance(redis: &RedisServer) -> TestApp {
    let url = redis.url();
    TestApp::with(&settings(&url)).await
}

/// Two of them, on one database and one Redis.
async fn two_instances(redis: &RedisServer) -> (TestApp, TestApp) {
    let app = instance(redis).await;
    let other = app.beside(&settings(&redis.url()));
    (app, other)
}

fn settings(url: &str) -> Vec<(&str, &str)> {
    let mut settings = STAGING.to_vec();
    settings.extend([("TRUSTED_PROXIES", "127.0.0.1/32"), ("REDIS_URL", url)]);
    settings
}

/// Anna, or somebody who says so, from an address that the proxy names.
async fn try_in(app: &TestApp, password: &str, from: &str) -> Reply {
    let credentials = json!({ "email": "anna@example.com", "password": password });
    let client = app.stranger();
    let request = client.request(Method::POST, "/api/v1/auth/login");
    let request = request.header("X-Forwarded-For", from).json(&credentials);
    client.send(request).await
}

/// So many wrong guesses, all of which are heard.
async fn guess(app: &TestApp, times: usize, from: &str) {
    for _ in 0..times {
        let reply = try_in(app, "a wrong guess", from).await;
        reply.refused(401, "invalid_credentials");
    }
}
