//! Guessing is slow; signing in is not.

use reqwest::Method;
use serde_json::json;

use crate::harness::{PASSWORD, Reply, STAGING, TestApp};

const HOME: &str = "203.0.113.7";

#[tokio::test]
async fn the_eleventh_guess_is_refused_even_if_it_is_right() {
    let app = behind_a_proxy().await;
    app.stranger().register("Anna").await;
    for _ in 0..10 {
        try_in(&app, "anna@example.com", "a wrong guess", HOME)
            .await
            .refused(401, "invalid_credentials");
    }
    let reply = try_in(&app, "anna@example.com", PASSWORD, HOME).await;
    let reply = reply.refused(429, "too_many_requests");
    let seconds: u64 = reply.header("retry-after").parse().expect("seconds");
    assert!((800..=900).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn a_stranger_elsewhere_does_not_lock_the_owner_out() {
    let app = behind_a_proxy().await;
    app.stranger().register("Anna").await;
    for _ in 0..11 {
        try_in(&app, "anna@example.com", "a wrong guess", "198.51.100.1").await;
    }
    let neighbour = try_in(&app, "anna@example.com", PASSWORD, "198.51.100.200").await;
    neighbour.refused(429, "too_many_requests");
    try_in(&app, "anna@example.com", PASSWORD, HOME)
        .await
        .expect(200);
}

#[tokio::test]
async fn nobody_chooses_an_address_by_a_header() {
    let app = TestApp::with(STAGING).await;
    app.stranger().register("Anna").await;
    for n in 0..10 {
        try_in(
            &app,
            "anna@example.com",
            "a wrong guess",
            &format!("10.0.{n}.1"),
        )
        .await;
    }
    try_in(&app, "anna@example.com", PASSWORD, "10.1.0.1")
        .await
        .refused(429, "too_many_requests");
}

#[tokio::test]
async fn what_a_client_writes_before_the_proxy_counts_for_nothing() {
    let app = behind_a_proxy().await;
    app.stranger().register("Anna").await;
    for n in 0..10 {
        let forged = format!("10.0.{n}.1, {HOME}");
        try_in(&app, "anna@example.com", "a wrong guess", &forged).await;
    }
    try_in(&app, "anna@example.com", PASSWORD, HOME)
        .await
        .refused(429, "too_many_requests");
}

#[tokio::test]
async fn an_unknown_address_is_throttled_like_a_known_one() {
    let app = behind_a_proxy().await;
    for _ in 0..10 {
        try_in(&app, "nobody@example.com", "a wrong guess", HOME).await;
    }
    try_in(&app, "nobody@example.com", "a wrong guess", HOME)
        .await
        .refused(429, "too_many_requests");
}

#[tokio::test]
async fn neither_good_nor_malformed_sign_ins_are_counted() {
    let app = behind_a_proxy().await;
    app.stranger().register("Anna").await;
    for _ in 0..11 {
        try_in(&app, "anna@example.com", PASSWORD, HOME)
            .await
            .expect(200);
        try_in(&app, "anna@", "a wrong guess", HOME)
            .await
            .expect(422);
        try_in(&app, "anna@example.com", "", HOME).await.expect(422);
    }
    try_in(&app, "anna@example.com", "a wrong guess", HOME)
        .await
        .refused(401, "invalid_credentials");
}

#[tokio::test]
async fn a_stolen_token_is_no_way_to_guess_the_password() {
    let app = TestApp::with(STAGING).await;
    let anna = app.person("Anna").await;
    let guess =
        json!({ "current_password": "a wrong guess", "new_password": "mine now, all mine" });
    for _ in 0..10 {
        anna.post("/api/v1/me/password", guess.clone())
            .await
            .invalid("current_password", "wrong_password");
    }
    let right = json!({ "current_password": PASSWORD, "new_password": "mine now, all mine" });
    anna.post("/api/v1/me/password", right)
        .await
        .refused(429, "too_many_requests");
}

/// With the real limits, behind a proxy that says who asks.
async fn behind_a_proxy() -> TestApp {
    let mut settings = STAGING.to_vec();
    settings.push(("TRUSTED_PROXIES", "127.0.0.1/32"));
    TestApp::with(&settings).await
}

async fn try_in(app: &TestApp, email: &str, password: &str, forwarded_for: &str) -> Reply {
    let client = app.stranger();
    let request = client
        .request(Method::POST, "/api/v1/auth/login")
        .header("X-Forwarded-For", forwarded_for)
        .json(&json!({ "email": email, "password": password }));
    client.send(request).await
}
