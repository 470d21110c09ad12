//! A project that is made once although it is asked for twice.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Person, Reply, TestApp};

#[tokio::test]
async fn a_repeat_under_the_same_key_makes_nothing_twice() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let body = json!({ "name": "Harbour" });
    let first = create_under(&anna, "k 1", &body).await.expect(201);
    let again = create_under(&anna, "k 1", &body).await.expect(201);
    assert_eq!(first.header("idempotency-replayed"), "");
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.json(), first.json());
    assert_eq!(again.header("location"), first.header("location"));
    let other = json!({ "name": "Quay" });
    let reused = create_under(&anna, "k 1", &other).await;
    reused.refused(422, "idempotency_key_reused");
    // Keys are everybody's own.
    create_under(&ben, "k 1", &other).await.expect(201);
    assert_eq!(app.database.count("projects"), 2);
}

#[tokio::test]
async fn while_the_first_request_runs_the_repeat_is_told_to_wait() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.database.execute(&format!(
        "INSERT INTO idempotency_keys (user_id, key, lease, leased_until)
         VALUES ('{}', 'k 1', gen_random_uuid(), now() + interval '1 minute')",
        anna.id
    ));
    let reply = create_under(&anna, "k 1", &json!({ "name": "Harbour" })).await;
    reply.refused(409, "idempotency_in_flight");
}

#[tokio::test]
async fn a_key_outside_its_limits_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let body = json!({ "name": "Harbour" });
    let longest = "k".repeat(255);
    create_under(&anna, &longest, &body).await.expect(201);
    for key in ["", "schlüssel", &"k".repeat(256)] {
        let reply = create_under(&anna, key, &body).await;
        reply.invalid("Idempotency-Key", "malformed");
    }
}

async fn create_under(person: &Person, key: &str, body: &Value) -> Reply {
    let request = person
        .request(Method::POST, "/api/v1/projects")
        .header("Idempotency-Key", key)
        .json(body);
    person.send(request).await
}
