//! Shown or saved, and under which name (RFC 6266).

use super::{content_of, document};
use crate::harness::{Person, TestApp};

#[tokio::test]
async fn harmless_types_are_shown() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for (name, media_type, bytes) in [
        ("plan.png", "image/png", png.as_slice()),
        ("plan.pdf", "application/pdf", b"%PDF-1.7\n"),
        ("plan.txt", "text/plain", b"hello"),
        ("plan.csv", "text/csv", b"a;b"),
    ] {
        let shown = disposition(&anna, name, media_type, bytes, "").await;
        assert_eq!(shown, format!("inline; filename=\"{name}\""));
    }
}

#[tokio::test]
async fn everything_can_be_saved() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let saved = disposition(&anna, "plan.txt", "text/plain", b"hello", "?download=true").await;
    assert_eq!(saved, "attachment; filename=\"plan.txt\"");
    let shown = disposition(&anna, "plan.txt", "text/plain", b"hello", "?download=false").await;
    assert_eq!(shown, "inline; filename=\"plan.txt\"");
    let saved = disposition(&anna, "plan.bin", "application/octet-stream", b"\0", "").await;
    assert_eq!(saved, "attachment; filename=\"plan.bin\"");
}

#[tokio::test]
async fn a_name_that_ascii_cannot_say_is_said_twice() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    name(
        &anna,
        "Ärger.txt",
        "filename=\"_rger.txt\"; filename*=UTF-8''%C3%84rger.txt",
    )
    .await;
    name(
        &anna,
        "🛟.txt",
        "filename=\"_.txt\"; filename*=UTF-8''%F0%9F%9B%9F.txt",
    )
    .await;
}

#[tokio::test]
async fn quotes_and_percent_signs_do_not_break_out_of_the_header() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    name(
        &anna,
        "the \"old\".txt",
        "filename=\"the _old_.txt\"; filename*=UTF-8''the%20%22old%22.txt",
    )
    .await;
    name(
        &anna,
        "100%22.txt",
        "filename=\"100_22.txt\"; filename*=UTF-8''100%2522.txt",
    )
    .await;
    name(&anna, "a; filename=b.txt", "filename=\"a; filename=b.txt\"").await;
    name(&anna, "it's (1)*.txt", "filename=\"it's (1)*.txt\"").await;
}

async fn name(anna: &Person, name: &str, expected: &str) {
    let shown = disposition(anna, name, "text/plain", b"hello", "").await;
    assert_eq!(shown, format!("inline; {expected}"));
}

/// The header of a document that was given this name.
async fn disposition(
    anna: &Person,
    name: &str,
    media_type: &str,
    bytes: &[u8],
    query: &str,
) -> String {
    let stored = document(anna, "new.name", media_type, bytes).await;
    let named = serde_json::json!({ "name": name });
    anna.patch(&super::address(&stored), named)
        .await
        .expect(200);
    let path = format!("{}{query}", content_of(&stored));
    let reply = anna.get(&path).await.expect(200);
    reply.header("Content-Disposition").to_owned()
}
