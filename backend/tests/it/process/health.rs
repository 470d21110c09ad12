//! What a container's health check and a proxy are told.

use super::{failed, succeeded};
use crate::harness::{Installation, TestApp, TestDatabase};

#[tokio::test]
async fn healthcheck_tells_a_server_that_is_ready_from_one_that_is_gone() {
    let installation = Installation::new().await;
    let mut server = installation.serve().await;
    let installation = installation.set("PORT", server.address.port().to_string());
    succeeded(installation.run(&["healthcheck"]).await);
    server.signal("TERM");
    succeeded(server.ended().await);
    failed(&installation.run(&["healthcheck"]).await, "does not answer");
}

#[tokio::test]
async fn healthcheck_fails_where_nobody_migrated() {
    let installation = Installation::on(TestDatabase::empty());
    let server = installation.serve().await;
    let installation = installation.set("PORT", server.address.port().to_string());
    failed(&installation.run(&["healthcheck"]).await, "503");
}

#[tokio::test]
async fn a_server_that_is_about_to_end_asks_for_no_more_traffic() {
    let app = TestApp::start().await;
    app.app.start_draining();
    let ready = app.stranger().get("/api/health/ready").await.expect(503);
    assert_eq!(ready.text("status"), "unavailable");
    assert_ne!(ready.header("retry-after"), "");
    app.stranger().get("/api/health/live").await.expect(200);
}

#[tokio::test]
async fn a_readiness_that_is_asked_wrongly_is_refused() {
    let app = TestApp::start().await;
    let ready = app.stranger().get("/api/health/ready?strict=2").await;
    ready.invalid("strict", "malformed");
}
