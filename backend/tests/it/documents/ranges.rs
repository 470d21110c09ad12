//! Parts of a document's bytes (RFC 9110, section 14).

use serde_json::Value;

use super::{content_of, document, get_with};
use crate::harness::{Person, Reply, TestApp};

const BYTES: &[u8] = b"0123456789abcdef";

#[tokio::test]
async fn a_range_brings_these_bytes_alone() {
    let (_app, anna, plan) = sixteen_bytes(TestApp::start().await).await;
    each_range(&anna, &plan).await;
}

#[tokio::test]
async fn a_range_brings_these_bytes_from_the_object_store() {
    let (_app, anna, plan) = sixteen_bytes(TestApp::on_s3(&[]).await).await;
    each_range(&anna, &plan).await;
}

#[tokio::test]
async fn a_range_beyond_the_end_is_refused_with_the_size() {
    let (_app, anna, plan) = sixteen_bytes(TestApp::start().await).await;
    for range in ["bytes=16-", "bytes=16-20", "bytes=999999999999-"] {
        let reply = ask(&anna, &plan, range).await;
        let reply = reply.refused(416, "range_not_satisfiable");
        assert_eq!(reply.header("Content-Range"), "bytes */16");
    }
}

#[tokio::test]
async fn a_range_that_cannot_be_read_or_is_many_is_ignored() {
    let (_app, anna, plan) = sixteen_bytes(TestApp::start().await).await;
    for range in [
        "bytes=0-1,4-5",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=-",
        "bytes=",
        "bytes",
        "lines=0-1",
        "bytes=99999999999999999999-",
        "",
    ] {
        let reply = ask(&anna, &plan, range).await.expect(200);
        assert_eq!(reply.body.as_ref(), BYTES, "{range}");
        assert_eq!(reply.header("Content-Range"), "");
    }
}

#[tokio::test]
async fn an_empty_document_has_no_range_to_give() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let empty = document(&anna, "empty.txt", "text/plain", b"").await;
    let reply = ask(&anna, &empty, "bytes=-5").await.expect(200);
    assert_eq!(reply.header("Content-Length"), "0");
    let reply = ask(&anna, &empty, "bytes=0-").await;
    let reply = reply.refused(416, "range_not_satisfiable");
    assert_eq!(reply.header("Content-Range"), "bytes */0");
}

#[tokio::test]
async fn a_range_of_another_version_brings_everything() {
    let (_app, anna, plan) = sixteen_bytes(TestApp::start().await).await;
    let whole = anna.get(&content_of(&plan)).await.expect(200);
    let tag = whole.header("ETag").to_owned();
    let ranged = async |version: &str| {
        let headers = [("Range", "bytes=0-3"), ("If-Range", version)];
        get_with(&anna, &content_of(&plan), &headers).await
    };
    assert_eq!(ranged(&tag).await.expect(206).body.as_ref(), b"0123");
    let weak = format!("W/{tag}");
    let long_ago = "Sat, 01 Jan 2000 00:00:00 GMT";
    for other in ["\"another\"", weak.as_str(), long_ago, "nonsense"] {
        assert_eq!(
            ranged(other).await.expect(200).body.as_ref(),
            BYTES,
            "{other}"
        );
    }
}

#[tokio::test]
async fn head_knows_no_ranges() {
    let (_app, anna, plan) = sixteen_bytes(TestApp::start().await).await;
    for range in ["bytes=0-3", "bytes=16-"] {
        let request = anna.request(reqwest::Method::HEAD, &content_of(&plan));
        let reply = anna.send(request.header("Range", range)).await.expect(200);
        assert_eq!(reply.header("Content-Length"), "16");
    }
}

async fn each_range(anna: &Person, plan: &Value) {
    for (range, bytes, part) in [
        ("bytes=0-3", "0123", "bytes 0-3/16"),
        ("bytes=4-11", "456789ab", "bytes 4-11/16"),
        ("bytes=15-15", "f", "bytes 15-15/16"),
        ("bytes=-3", "def", "bytes 13-15/16"),
        ("bytes=10-", "abcdef", "bytes 10-15/16"),
        ("bytes=12-100", "cdef", "bytes 12-15/16"),
        ("bytes=-100", "0123456789abcdef", "bytes 0-15/16"),
        ("bytes=0-", "0123456789abcdef", "bytes 0-15/16"),
    ] {
        let reply = ask(anna, plan, range).await.expect(206);
        assert_eq!(reply.body.as_ref(), bytes.as_bytes(), "{range}");
        assert_eq!(reply.header("Content-Range"), part);
        assert_eq!(reply.header("Content-Length"), bytes.len().to_string());
        assert_eq!(reply.header("Content-Type"), "text/plain; charset=utf-8");
    }
}

async fn ask(anna: &Person, plan: &Value, range: &str) -> Reply {
    get_with(anna, &content_of(plan), &[("Range", range)]).await
}

async fn sixteen_bytes(app: TestApp) -> (TestApp, Person, Value) {
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.txt", "text/plain", BYTES).await;
    (app, anna, plan)
}
