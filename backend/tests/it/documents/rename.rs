//! New names for documents.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{address, document, documents_of};
use crate::harness::{Person, TestApp};

#[tokio::test]
async fn a_document_gets_another_name_and_nothing_else_changes() {
    let (_app, anna, plan) = plan().await;
    let renamed = rename(&anna, &plan, json!({ "name": "Kai.txt" })).await;
    assert_eq!(renamed["name"], "Kai.txt");
    assert!(time(&renamed, "updated_at") > time(&plan, "updated_at"));
    let mut expected = plan.clone();
    expected["name"] = renamed["name"].clone();
    expected["updated_at"] = renamed["updated_at"].clone();
    assert_eq!(renamed, expected);
    let found = anna.get(&address(&plan)).await.expect(200);
    assert_eq!(found.json(), renamed);
}

#[tokio::test]
async fn a_new_name_has_a_new_place_in_the_list() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    anna.upload(&project, "plan 10.txt", b"").await;
    let last = anna.upload(&project, "zebra.txt", b"").await;
    rename(&anna, &last, json!({ "name": "Plan 9.txt" })).await;
    let list = format!("{}?sort=name", documents_of(&project));
    let list = anna.get(&list).await.expect(200);
    assert_eq!(list.all("name"), ["Plan 9.txt", "plan 10.txt"]);
    let found = format!("{}?q=zebra", documents_of(&project));
    assert!(anna.get(&found).await.expect(200).items().is_empty());
}

#[tokio::test]
async fn every_name_that_can_be_uploaded_can_be_given() {
    let (_app, anna, plan) = plan().await;
    let longest = "🛟".repeat(255);
    for name in ["  spaces  ", "%2F", "<b>bold", "\"", "..", longest.as_str()] {
        let renamed = rename(&anna, &plan, json!({ "name": name })).await;
        assert_eq!(renamed["name"], name);
    }
    let renamed = rename(&anna, &plan, json!({ "name": "Cafe\u{301}" })).await;
    assert_eq!(renamed["name"], "Caf\u{e9}");
}

#[tokio::test]
async fn a_name_outside_the_limits_is_refused() {
    let (_app, anna, plan) = plan().await;
    let too_long = "🛟".repeat(256);
    for (name, code) in [
        ("", "required"),
        ("   ", "required"),
        (too_long.as_str(), "too_long"),
        ("a/b", "forbidden_character"),
        ("a\\b", "forbidden_character"),
        ("a\nb", "forbidden_character"),
        ("a\0b", "forbidden_character"),
        ("a\u{7f}b", "forbidden_character"),
        ("a\u{85}b", "forbidden_character"),
    ] {
        refused(&anna, &plan, json!({ "name": name }), "name", code).await;
    }
    let found = anna.get(&address(&plan)).await.expect(200);
    assert_eq!(found.json(), plan);
}

#[tokio::test]
async fn a_body_of_another_shape_is_refused() {
    let (_app, anna, plan) = plan().await;
    refused(&anna, &plan, json!({}), "name", "required").await;
    refused(&anna, &plan, json!({ "name": 7 }), "name", "wrong_type").await;
    refused(&anna, &plan, json!({ "name": null }), "name", "wrong_type").await;
    let more = json!({ "name": "a", "size": 1 });
    refused(&anna, &plan, more, "size", "unknown_field").await;
    refused(&anna, &plan, json!([]), "body", "wrong_type").await;
}

#[tokio::test]
async fn a_body_that_is_no_json_or_too_large_is_refused() {
    let (_app, anna, plan) = plan().await;
    let patch = || anna.request(reqwest::Method::PATCH, &address(&plan));
    let typed = |body: &str| {
        patch()
            .header("Content-Type", "application/json")
            .body(body.to_owned())
    };
    for body in ["", "{", "{\"name\":\"a\"} {}", "\u{feff}{}"] {
        anna.send(typed(body)).await.refused(400, "malformed_json");
    }
    let untyped = patch().body("{\"name\":\"a\"}");
    anna.send(untyped)
        .await
        .refused(415, "unsupported_media_type");
    anna.patch(&address(&plan), json!({ "name": "x".repeat(70_000) }))
        .await
        .refused(413, "payload_too_large");
}

async fn rename(anna: &Person, plan: &Value, body: Value) -> Value {
    anna.patch(&address(plan), body).await.expect(200).json()
}

async fn refused(anna: &Person, plan: &Value, body: Value, field: &str, code: &str) {
    anna.patch(&address(plan), body).await.invalid(field, code);
}

fn time(document: &Value, field: &str) -> DateTime<Utc> {
    let text = document[field].as_str().expect("a text");
    text.parse().expect("a time")
}

async fn plan() -> (TestApp, Person, Value) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.txt", "text/plain", b"moor the boat").await;
    (app, anna, plan)
}
