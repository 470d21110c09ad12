//! A document's bytes, and what a browser may do with them.

use std::collections::BTreeMap;

use super::{content_of, document};
use crate::harness::{Reply, TestApp};

#[tokio::test]
async fn the_content_comes_whole_with_its_type_and_length() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.txt", "text/plain", b"moor the boat").await;
    let reply = anna.get(&content_of(&plan)).await.expect(200);
    assert_eq!(reply.body.as_ref(), b"moor the boat");
    assert_eq!(reply.header("Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(reply.header("Content-Length"), "13");
    assert_eq!(reply.header("Accept-Ranges"), "bytes");
    assert_eq!(reply.header("Cache-Control"), "private, no-cache");
    assert!(reply.header("Last-Modified").ends_with(" GMT"));
}

#[tokio::test]
async fn head_answers_with_the_same_headers_and_no_bytes() {
    for app in [TestApp::start().await, TestApp::on_s3(&[]).await] {
        let anna = app.person("Anna").await;
        for bytes in [b"moor the boat".as_slice(), b""] {
            let plan = document(&anna, "Plän.txt", "text/plain", bytes).await;
            let get = anna.get(&content_of(&plan)).await.expect(200);
            let head = anna.head(&content_of(&plan)).await.expect(200);
            assert_eq!(lasting(&head), lasting(&get));
            assert_eq!(head.header("Content-Length"), bytes.len().to_string());
        }
    }
}

#[tokio::test]
async fn bytes_are_never_compressed_on_the_way() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.txt", "text/plain", &[b'a'; 5000]).await;
    let headers = [("Accept-Encoding", "gzip, br")];
    let reply = super::get_with(&anna, &content_of(&plan), &headers).await;
    let reply = reply.expect(200);
    assert_eq!(reply.body.len(), 5000);
    assert_eq!(reply.header("Content-Length"), "5000");
}

#[tokio::test]
async fn stored_pages_and_drawings_can_do_nothing_on_our_origin() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for (name, media_type, bytes) in [
        ("a.html", "text/html", "<!DOCTYPE html><script></script>"),
        ("a.svg", "image/svg+xml", "<svg onload='alert(1)'/>"),
        ("a.xhtml", "application/xhtml+xml", "<html/>"),
        ("a.xml", "text/xml", "<?xml version='1.0'?><a/>"),
        ("a.js", "text/javascript", "alert(1)"),
        ("a.odd", "x-made/up", "alert(1)"),
    ] {
        let document = document(&anna, name, media_type, bytes.as_bytes()).await;
        let reply = anna.get(&content_of(&document)).await.expect(200);
        let shown = reply.header("Content-Disposition");
        assert!(shown.starts_with("attachment;"), "{name}: {shown}");
        let policy = reply.header("Content-Security-Policy");
        assert!(policy.starts_with("default-src 'none';"), "{name}");
        assert!(policy.ends_with("; sandbox"), "{name}: {policy}");
        assert!(!policy.contains("script-src"), "{name}: {policy}");
        assert_eq!(reply.header("X-Content-Type-Options"), "nosniff");
    }
}

#[tokio::test]
async fn a_pdf_is_shown_without_a_sandbox_because_viewers_do_not_work_in_one() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.pdf", "application/pdf", b"%PDF-1.7\n").await;
    let reply = anna.get(&content_of(&plan)).await.expect(200);
    assert!(reply.header("Content-Disposition").starts_with("inline;"));
    let policy = reply.header("Content-Security-Policy");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(!policy.contains("sandbox"), "{policy}");
}

#[tokio::test]
async fn an_unknown_parameter_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.txt", "text/plain", b"moor").await;
    let content = content_of(&plan);
    anna.get(&format!("{content}?download=maybe"))
        .await
        .invalid("download", "malformed");
    anna.get(&format!("{content}?size=small"))
        .await
        .invalid("size", "unknown_field");
    anna.head(&format!("{content}?size=small"))
        .await
        .expect(422);
}

/// The headers that do not differ from one answer to the next.
fn lasting(reply: &Reply) -> BTreeMap<&str, &[u8]> {
    reply
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .filter(|(name, _)| !matches!(*name, "date" | "x-request-id"))
        .collect()
}
