//! Signing in, and what is not told to whoever cannot.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{Client, PASSWORD, Reply, TestApp};

#[tokio::test]
async fn the_address_is_known_in_any_letter_case() {
    let app = TestApp::start().await;
    app.person("Anna").await;
    let reply = sign_in(&app.stranger(), " ANNA@example.com ", PASSWORD).await;
    assert_eq!(reply.expect(200).json()["user"]["name"], "Anna");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_alike() {
    let app = TestApp::start().await;
    app.person("Anna").await;
    let wrong = sign_in(&app.stranger(), "anna@example.com", "not the password").await;
    let unknown = sign_in(&app.stranger(), "nobody@example.com", "not the password").await;
    let wrong = wrong.refused(401, "invalid_credentials");
    assert_eq!(wrong.status, unknown.status);
    assert_eq!(without_id(&wrong), without_id(&unknown));
    let names = |reply: &Reply| reply.headers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&wrong), names(&unknown));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_take_the_same_time() {
    let app = TestApp::with(&[("BCRYPT_COST", "10")]).await;
    app.person("Anna").await;
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..7 {
        wrong.push(time_of(&app, "anna@example.com").await);
        unknown.push(time_of(&app, "nobody@example.com").await);
    }
    let (wrong, unknown) = (median(wrong), median(unknown));
    assert!(
        wrong < 3 * unknown && unknown < 3 * wrong,
        "{wrong:?} against {unknown:?}"
    );
}

#[tokio::test]
async fn a_password_that_nobody_can_have_is_named() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for (password, code) in [("", "required"), (&"p".repeat(72), "too_long")] {
        sign_in(&app.stranger(), &anna.email, password)
            .await
            .invalid("password", code);
    }
    sign_in(&app.stranger(), &anna.email, "nine char")
        .await
        .refused(401, "invalid_credentials");
}

#[tokio::test]
async fn all_that_is_malformed_is_named_at_once() {
    let app = TestApp::start().await;
    let reply = sign_in(&app.stranger(), "anna", "").await;
    let reply = reply.invalid("email", "malformed");
    reply.invalid("password", "required");
    let reply = app.stranger().post("/api/v1/auth/login", json!({})).await;
    reply.invalid("email", "required");
}

#[tokio::test]
async fn a_deactivated_account_looks_like_none() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.deactivate(&anna);
    sign_in(&app.stranger(), &anna.email, PASSWORD)
        .await
        .refused(401, "invalid_credentials");
}

#[tokio::test]
async fn a_session_is_answered_for_no_cache_to_keep() {
    let app = TestApp::start().await;
    app.person("Anna").await;
    let reply = sign_in(&app.stranger(), "anna@example.com", PASSWORD).await;
    assert!(reply.header("cache-control").contains("no-store"));
    let user = &reply.json()["user"];
    assert!(user.get("password_hash").is_none(), "{user}");
}

async fn sign_in(client: &Client, email: &str, password: &str) -> Reply {
    let credentials = json!({ "email": email, "password": password });
    client.post("/api/v1/auth/login", credentials).await
}

async fn time_of(app: &TestApp, email: &str) -> Duration {
    let client = app.stranger();
    let started = Instant::now();
    sign_in(&client, email, "not the password")
        .await
        .expect(401);
    started.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn without_id(reply: &Reply) -> Value {
    let mut body = reply.json();
    body["request_id"] = Value::Null;
    body
}
