//! What `serve` does between the signal and the end: others get the time to go elsewhere.

use std::time::{Duration, Instant};

use super::shutdown::{AT_ONCE, assert_lets_nobody_in};
use crate::harness::{Connection, Installation};

/// More than any story takes.
const LONG: &str = "120";

#[tokio::test]
async fn while_it_drains_readiness_is_red_and_requests_are_answered_for_the_last_time() {
    let installation = Installation::new().await.set("DRAIN_SECONDS", LONG);
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    let kept = anna.get("/api/v1/projects").await.expect(200);
    assert_eq!(kept.header("connection"), "");
    server.signal("TERM");
    server.says("draining").await;
    let ready = server.stranger().get("/api/health/ready").await.expect(503);
    assert_eq!(ready.text("status"), "unavailable");
    for _ in 0..2 {
        let answer = anna.get("/api/v1/projects").await.expect(200);
        assert_eq!(answer.header("connection"), "close");
    }
    anna.project("Harbour").await;
}

#[tokio::test]
async fn event_streams_end_when_the_drain_begins() {
    let installation = Installation::new().await.set("DRAIN_SECONDS", LONG);
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    let mut stream = anna.listen().await;
    server.signal("TERM");
    server.says("draining").await;
    stream.hears_the_end(AT_ONCE).await;
    let request = anna.request(reqwest::Method::GET, "/api/v1/events");
    let again = anna.send(request).await.refused(503, "unavailable");
    assert!(!again.header("retry-after").is_empty(), "{again:?}");
}

#[tokio::test]
async fn a_second_signal_skips_the_drain() {
    let installation = Installation::new().await.set("DRAIN_SECONDS", LONG);
    for second in ["TERM", "INT"] {
        let mut server = installation.serve().await;
        server.signal("TERM");
        server.says("draining").await;
        server.signal(second);
        let ended = server.ended_within(AT_ONCE).await;
        assert_eq!(ended.code, Some(0), "{ended:?}");
    }
}

#[tokio::test]
async fn after_the_drain_nobody_is_let_in_and_what_runs_is_finished() {
    let installation = Installation::new().await.set("DRAIN_SECONDS", "1");
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    let began = Instant::now();
    server.signal("TERM");
    server.says("draining").await;
    let mut upload = Connection::to(server.address).await;
    upload.begin_upload(&anna, &project, 13).await;
    server.says("stopping").await;
    assert!(began.elapsed() >= Duration::from_secs(1), "no drain");
    assert_lets_nobody_in(&server).await;
    upload.send(b"moor the boat").await;
    upload.end_upload().await;
    let (status, head) = upload.head().await;
    assert_eq!(status, 201);
    assert!(head.contains("connection: close"), "{head}");
    assert_eq!(server.ended().await.code, Some(0));
}
