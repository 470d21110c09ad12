//! Something of our own is broken.

use diesel::connection::SimpleConnection;

use crate::harness::{Installation, Reply, TestApp, TestDatabase};

/// Takes a column away behind the API's back, as a migration gone wrong would.
fn break_projects(database: &TestDatabase) {
    let sql = "ALTER TABLE projects RENAME COLUMN description TO story";
    database
        .connection()
        .batch_execute(sql)
        .expect("it has that column");
}

#[track_caller]
fn broken(reply: Reply) -> Reply {
    let reply = reply.refused(500, "internal");
    assert_eq!(reply.text("request_id"), reply.header("x-request-id"));
    reply
}

#[tokio::test]
async fn what_broke_inside_is_not_told_outside() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    break_projects(&app.database);
    let reply = broken(anna.get("/api/v1/projects").await);
    let body = String::from_utf8_lossy(&reply.body).to_lowercase();
    for inside in ["description", "column", "select", "diesel", "postgres"] {
        assert!(!body.contains(inside), "{inside} in {body}");
    }
    anna.get("/api/v1/me").await.expect(200);
}

#[tokio::test]
async fn the_log_has_the_cause_under_the_id_that_the_client_was_told() {
    let installation = Installation::new().await.set("LOG_FORMAT", "json");
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    break_projects(&installation.database);
    let reply = broken(anna.get("/api/v1/projects").await);
    let id = reply.text("request_id");
    let log = server.log();
    let mut lines = log.lines().filter(|line| line.contains(&id));
    assert!(lines.any(|line| line.contains("description")), "{log}");
}

#[tokio::test]
async fn with_debug_a_developer_is_told_the_cause() {
    let installation = Installation::new().await.set("DEBUG", "true");
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    break_projects(&installation.database);
    let detail = broken(anna.get("/api/v1/projects").await).text("detail");
    assert!(detail.contains("description"), "{detail}");
}
