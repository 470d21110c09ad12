//! What one instance ends, the others refuse within 5 seconds.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Client, Person, TestApp, eventually};

const FIVE_SECONDS: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_session_that_one_instance_ended_is_refused_by_another() {
    let app = TestApp::start().await;
    let other = app.beside(&[]);
    let anna = app.person("Anna").await;
    let elsewhere = other.stranger().bearing(anna.token());
    elsewhere.get("/api/v1/me").await.expect(200);
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    anna.get("/api/v1/me").await.refused(401, "unauthorized");
    is_locked_out(&elsewhere).await;
}

#[tokio::test]
async fn a_changed_password_ends_the_sessions_on_other_instances_too() {
    let app = TestApp::start().await;
    let other = app.beside(&[]);
    let anna = app.person("Anna").await;
    let phone = Person {
        client: other.stranger(),
        ..anna.clone()
    };
    let phone = phone.sign_in().await;
    phone.get("/api/v1/me").await.expect(200);
    let change =
        json!({ "current_password": "correct horse battery", "new_password": "battery staple" });
    anna.post("/api/v1/me/password", change).await.expect(204);
    is_locked_out(&phone).await;
}

#[tokio::test]
async fn a_deactivated_user_is_locked_out() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    anna.get("/api/v1/projects").await.expect(200);
    app.deactivate(&anna);
    let refresh = anna.post_from_page("/api/v1/auth/refresh").await;
    refresh.refused(401, "unauthorized");
    is_locked_out(&anna).await;
}

/// Lists projects, because an instance may believe for seconds what it knows of a session, while the
/// user's own account is read each time.
async fn is_locked_out(client: &Client) {
    eventually(FIVE_SECONDS, "the session is refused", async || {
        client.get("/api/v1/projects").await.status == 401
    })
    .await;
    client
        .get("/api/v1/projects")
        .await
        .refused(401, "unauthorized");
}
