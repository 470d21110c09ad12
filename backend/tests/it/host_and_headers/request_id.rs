//! One id for each request, in its answer and in our log.

use std::collections::BTreeSet;

use super::get;
use crate::harness::TestApp;

#[tokio::test]
async fn a_request_keeps_the_id_that_it_came_with() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    for id in ["abc", "deploy 7, step ~3", &"i".repeat(128)] {
        let reply = get(&stranger, "/api/v1/me", &[("X-Request-Id", id)]).await;
        assert_eq!(reply.header("x-request-id"), id);
        assert_eq!(reply.text("request_id"), id);
    }
}

#[tokio::test]
async fn a_request_without_a_usable_id_gets_one_of_its_own() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let mut seen = BTreeSet::new();
    for id in [
        None,
        Some(""),
        Some("naïve"),
        Some("a\tb"),
        Some(&*"i".repeat(129)),
    ] {
        let headers: Vec<_> = id.map(|id| ("X-Request-Id", id)).into_iter().collect();
        let reply = get(&stranger, "/api/v1/me", &headers).await;
        let given = reply.text("request_id");
        assert_eq!(reply.header("x-request-id"), given);
        assert!(given.parse::<uuid::Uuid>().is_ok(), "{given}");
        assert!(seen.insert(given));
    }
}
