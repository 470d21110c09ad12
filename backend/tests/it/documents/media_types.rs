//! What a document is: the client's word, where the bytes do not contradict it.

use super::document;
use crate::harness::{Person, TestApp};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const UNKNOWN: &str = "application/octet-stream";

#[tokio::test]
async fn an_honest_type_is_kept() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    type_of(&anna, "plan.png", "image/png", PNG, "image/png").await;
    type_of(&anna, "list.csv", "text/csv", b"a;b\n", "text/csv").await;
    type_of(
        &anna,
        "page.html",
        "text/html",
        b"<!DOCTYPE html><p>hello",
        "text/html",
    )
    .await;
}

#[tokio::test]
async fn a_type_that_the_content_contradicts_is_not_believed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    type_of(&anna, "plan.png", "image/png", b"MZ\x90\0", UNKNOWN).await;
    type_of(&anna, "plan.txt", "text/plain", PNG, UNKNOWN).await;
    type_of(&anna, "plan.pdf", "application/pdf", b"just text", UNKNOWN).await;
}

#[tokio::test]
async fn without_a_type_the_content_and_the_ending_tell() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    type_of(&anna, "plan.bin", UNKNOWN, PNG, "image/png").await;
    type_of(&anna, "notes.txt", UNKNOWN, b"hello", "text/plain").await;
    type_of(&anna, "nobody-knows", UNKNOWN, b"hello", UNKNOWN).await;
}

#[tokio::test]
async fn a_type_that_the_operator_refuses_is_not_stored() {
    let app = TestApp::with(&[("REFUSED_MEDIA_TYPES", "text/html,image/svg+xml")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for (name, declared) in [("a.html", "text/html"), ("a.html", UNKNOWN)] {
        anna.send_file(&project, name, declared, b"<!DOCTYPE html><p>hello")
            .await
            .refused(415, "unsupported_media_type");
    }
    app.expect_nothing_stored().await;
    anna.send_file(&project, "a.txt", "text/plain", b"hello")
        .await
        .expect(201);
}

async fn type_of(anna: &Person, name: &str, declared: &str, bytes: &[u8], expected: &str) {
    let stored = document(anna, name, declared, bytes).await;
    assert_eq!(stored["media_type"], expected, "{name} as {declared}");
}
