//! Projects that are made once.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use super::{assert_replayed, make_project};
use crate::harness::{SOON, TestApp, eventually};

#[tokio::test]
async fn a_repeat_is_answered_like_the_first_request() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let first = make_project(&anna, "one", "Harbour").await;
    let again = make_project(&anna, "one", "Harbour").await;
    assert_replayed(&first, &again);
    assert_eq!(app.database.count("projects"), 1);
    make_project(&anna, "two", "Harbour").await.expect(201);
    assert_eq!(app.database.count("projects"), 2);
}

#[tokio::test]
async fn another_body_under_the_same_key_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    make_project(&anna, "one", "Harbour").await.expect(201);
    make_project(&anna, "one", "Quay")
        .await
        .refused(422, "idempotency_key_reused");
    assert_eq!(app.database.count("projects"), 1);
}

#[tokio::test]
async fn another_address_under_the_same_key_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = make_project(&anna, "one", "Harbour").await.text("id");
    super::upload(&anna, &project, "one", "plan.txt", b"moor")
        .await
        .refused(422, "idempotency_key_reused");
    assert_eq!(app.database.count("documents"), 0);
}

#[tokio::test]
async fn a_request_that_was_refused_leaves_its_key_free() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    make_project(&anna, "one", "")
        .await
        .invalid("name", "required");
    let broken = anna.request(Method::POST, "/api/v1/projects");
    let broken = broken
        .header("Idempotency-Key", "one")
        .header("Content-Type", "application/json")
        .body("{");
    anna.send(broken).await.refused(400, "malformed_json");
    eventually(SOON, "the key is free", async || {
        app.database.count("idempotency_keys") == 0
    })
    .await;
    let made = make_project(&anna, "one", "Harbour").await.expect(201);
    assert_eq!(made.header("Idempotency-Replayed"), "");
}

#[tokio::test]
async fn a_key_belongs_to_one_person() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let of_anna = make_project(&anna, "one", "Harbour").await.expect(201);
    let of_ben = make_project(&ben, "one", "Harbour").await.expect(201);
    assert_ne!(of_anna.text("id"), of_ben.text("id"));
    assert_eq!(of_ben.header("Idempotency-Replayed"), "");
    make_project(&ben, "one", "Quay")
        .await
        .refused(422, "idempotency_key_reused");
}

#[tokio::test]
async fn a_key_that_many_use_at_once_makes_one_project() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let replies = join_all((0..8).map(|_| make_project(&anna, "one", "Harbour"))).await;
    let (made, waiting): (Vec<_>, Vec<_>) =
        replies.into_iter().partition(|reply| reply.status == 201);
    for reply in waiting {
        let reply = reply.refused(409, "idempotency_in_flight");
        assert_eq!(reply.header("Retry-After"), "1");
    }
    assert!(made.iter().all(|reply| reply.json() == made[0].json()));
    assert_eq!(app.database.count("projects"), 1);
    let again = make_project(&anna, "one", "Harbour").await;
    assert_eq!(again.expect(201).json(), made[0].json());
}

#[tokio::test]
async fn the_answer_is_the_first_one_even_when_the_project_has_changed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let first = make_project(&anna, "one", "Harbour").await;
    let path = first.header("Location").to_owned();
    anna.patch(&path, json!({ "name": "Quay" }))
        .await
        .expect(200);
    let again = make_project(&anna, "one", "Harbour").await;
    assert_replayed(&first, &again);
}
