//! What a container's health check and a proxy are told.

use super::{failed, succeeded};
use crate::harness::{Installation, SOON, TestApp, TestDatabase, eventually};

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
async fn healthcheck_fails_where_a_migration_was_undone() {
    let installation = Installation::new().await;
    let server = installation.serve().await;
    succeeded(installation.run(&["migrate", "undo"]).await);
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

#[tokio::test]
async fn healthcheck_tells_a_worker_that_lives_from_one_that_is_gone() {
    let installation = Installation::new().await;
    let check = ["healthcheck", "worker"];
    failed(&installation.run(&check).await, "gave a sign of life");
    let mut worker = installation.start(&["worker"], "");
    worker.says("the worker runs").await;
    eventually(SOON, "it has given a sign of life", async || {
        installation.database.count("workers") == 1
    })
    .await;
    succeeded(installation.run(&check).await);
    // By the database's clock, whatever the worker's says.
    let silent = "UPDATE workers SET heartbeat_at = now() - interval '31 seconds'";
    installation.database.execute(silent);
    failed(&installation.run(&check).await, "gave a sign of life");
    worker.signal("TERM");
    succeeded(worker.ended().await);
    failed(&installation.run(&check).await, "gave a sign of life");
}

#[tokio::test]
async fn healthcheck_of_a_worker_fails_where_nobody_can_know() {
    let installation = Installation::on(TestDatabase::empty());
    let check = ["healthcheck", "worker"];
    failed(
        &installation.run(&check).await,
        "relation \"workers\" does not exist",
    );
    let installation = installation.set("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
    failed(&installation.run(&check).await, "cannot be reached");
}
