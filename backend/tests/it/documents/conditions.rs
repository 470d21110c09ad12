//! "You have these bytes already" (RFC 9110, section 13).

use serde_json::Value;

use super::{content_of, document, get_with, id};
use crate::harness::{Person, TestApp};

#[tokio::test]
async fn known_bytes_are_not_sent_again() {
    let (_app, anna, plan) = plan().await;
    let tag = tag(&anna, &plan).await;
    for known in [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"another\", {tag}"),
        "*".to_owned(),
    ] {
        let reply = get_with(&anna, &content_of(&plan), &[("If-None-Match", &known)]).await;
        let reply = reply.expect(304);
        assert!(reply.body.is_empty(), "{known}");
        assert_eq!(reply.header("ETag"), tag);
        assert_eq!(reply.header("Cache-Control"), "private, no-cache");
    }
}

#[tokio::test]
async fn other_bytes_are_sent() {
    let (_app, anna, plan) = plan().await;
    let tag = tag(&anna, &plan).await;
    let unquoted = tag.trim_matches('"');
    for known in ["\"another\"", "W/\"another\"", unquoted, ""] {
        let reply = get_with(&anna, &content_of(&plan), &[("If-None-Match", known)]).await;
        assert_eq!(reply.expect(200).body.as_ref(), b"moor the boat", "{known}");
    }
}

#[tokio::test]
async fn known_bytes_come_before_a_range() {
    let (_app, anna, plan) = plan().await;
    let tag = tag(&anna, &plan).await;
    let headers = [("If-None-Match", tag.as_str()), ("Range", "bytes=99-")];
    get_with(&anna, &content_of(&plan), &headers)
        .await
        .expect(304);
}

#[tokio::test]
async fn head_answers_304_as_well() {
    let (_app, anna, plan) = plan().await;
    let tag = tag(&anna, &plan).await;
    let request = anna.request(reqwest::Method::HEAD, &content_of(&plan));
    let reply = anna.send(request.header("If-None-Match", &tag)).await;
    assert_eq!(reply.expect(304).header("ETag"), tag);
}

#[tokio::test]
async fn known_bytes_of_a_deleted_document_are_not_confirmed() {
    let (_app, anna, plan) = plan().await;
    anna.delete(&format!("/api/v1/documents/{}", id(&plan)))
        .await
        .expect(204);
    get_with(&anna, &content_of(&plan), &[("If-None-Match", "*")])
        .await
        .refused(404, "not_found");
}

/// The entity tag is the hash of the bytes.
async fn tag(anna: &Person, plan: &Value) -> String {
    let reply = anna.get(&content_of(plan)).await.expect(200);
    let tag = reply.header("ETag").to_owned();
    assert_eq!(Some(tag.trim_matches('"')), plan["sha256"].as_str());
    tag
}

async fn plan() -> (TestApp, Person, Value) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.txt", "text/plain", b"moor the boat").await;
    (app, anna, plan)
}
