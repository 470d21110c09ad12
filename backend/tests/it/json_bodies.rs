//! What every operation that takes JSON does with a body that is none.

use reqwest::Method;
use serde_json::Value;

use crate::harness::{Person, Reply, TestApp};

const LIMIT: usize = 64 * 1024;
const JSON: Option<&str> = Some("application/json");

/// Content type, body, and what is answered.
#[rustfmt::skip]
const WRONG: &[(Option<&str>, &[u8], u16, &str)] = &[
    (None, b"{}", 415, "unsupported_media_type"),
    (Some("json"), b"{}", 415, "unsupported_media_type"),
    (Some("text/plain"), b"{}", 415, "unsupported_media_type"),
    (Some("application/x-www-form-urlencoded"), b"name=x", 415, "unsupported_media_type"),
    (JSON, b"", 400, "malformed_json"),
    (JSON, b"{\"name\": \"x\"", 400, "malformed_json"),
    (JSON, b"{\"name\": \"\xff\"}", 400, "malformed_json"),
    (JSON, b"[]", 422, "invalid_input"),
    (Some("application/json; charset=utf-8"), b"null", 422, "invalid_input"),
];

#[tokio::test]
async fn a_body_that_is_no_json_is_refused_by_every_operation_that_takes_json() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for (method, path) in operations(&anna).await {
        for (content_type, body, status, code) in WRONG {
            let reply = send(&anna, &method, &path, *content_type, body.to_vec()).await;
            let got = (reply.status, reply.code());
            assert_eq!(got, (*status, (*code).to_owned()), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn more_than_64_kib_are_refused_by_every_operation_that_takes_json() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for (method, path) in operations(&anna).await {
        for (size, status, code) in [
            (LIMIT, 400, "malformed_json"),
            (LIMIT + 1, 413, "payload_too_large"),
        ] {
            let body = vec![b' '; size];
            let reply = send(&anna, &method, &path, JSON, body).await;
            reply.refused(status, code);
        }
    }
}

#[tokio::test]
async fn what_follows_the_json_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let body = b"{\"name\": \"x\"} {}".to_vec();
    send(&anna, "PATCH", "/api/v1/me", JSON, body)
        .await
        .refused(400, "malformed_json");
}

/// All that take JSON, from the contract: method and address of something that is there.
async fn operations(person: &Person) -> Vec<(String, String)> {
    let (project, document) = person.project_with_document().await;
    let webhook = uuid::Uuid::now_v7().to_string();
    let contract: Value =
        serde_json::from_str(quayside::status::OPENAPI_JSON).expect("the contract is JSON");
    let mut operations = Vec::new();
    for (path, item) in contract["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("methods") {
            if operation["requestBody"]["content"]["application/json"].is_object() {
                let path = path
                    .replace("{project_id}", &project)
                    .replace("{document_id}", &document)
                    .replace("{webhook_id}", &webhook)
                    .replace("{user_id}", &person.id);
                operations.push((method.to_uppercase(), format!("/api{path}")));
            }
        }
    }
    assert_eq!(operations.len(), 12);
    operations
}

async fn send(
    person: &Person,
    method: &str,
    path: &str,
    content_type: Option<&str>,
    body: Vec<u8>,
) -> Reply {
    let method: Method = method.parse().expect("a method");
    let mut request = person.request(method, path).body(body);
    if let Some(content_type) = content_type {
        request = request.header("Content-Type", content_type);
    }
    person.send(request).await
}
