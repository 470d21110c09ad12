//! What is forgotten in the end: documents in the trash, finished jobs, silent workers.

use serde_json::Value;

use crate::harness::play::Play;
use crate::harness::{Person, TestApp, job};

#[tokio::test]
async fn the_trash_is_emptied_of_what_has_been_there_long_enough() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for (name, days) in [("old.txt", 31), ("young.txt", 29)] {
        let document = anna.upload(&project, name, b"moor the boat").await;
        trash(&app, &anna, &document, days).await;
    }
    anna.upload(&project, "kept.txt", b"north").await;
    app.run_kind("trash_retention").await;
    let deleted = format!("/api/v1/projects/{project}/documents?deleted=true");
    assert_eq!(
        anna.get(&deleted).await.expect(200).all("name"),
        ["young.txt"]
    );
    assert_eq!(app.objects().await.len(), 2);
    let counted = "projects WHERE document_count = 1 AND total_bytes = 5 AND stored_bytes = 18";
    assert_eq!(app.database.count(counted), 1);
    app.run_kind("trash_retention").await;
    assert_eq!(
        app.objects().await.len(),
        2,
        "a second time changes nothing"
    );
}

#[tokio::test]
async fn how_long_the_trash_is_kept_is_the_operators_to_say() {
    let app = TestApp::with(&[("TRASH_RETENTION_DAYS", "0")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let document = anna.upload(&project, "plan.txt", b"moor the boat").await;
    trash(&app, &anna, &document, 0).await;
    app.run_kind("trash_retention").await;
    assert!(app.objects().await.is_empty());
}

#[tokio::test]
async fn the_documents_of_a_deleted_project_go_with_it() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, _) = anna.project_with_document().await;
    let lost = anna.upload(&project, "lost.txt", b"sunk").await;
    trash(&app, &anna, &lost, 2).await;
    let (kept, _) = anna.project_with_document().await;
    anna.delete(&format!("/api/v1/projects/{project}"))
        .await
        .expect(204);
    app.database
        .execute("UPDATE projects SET deleted_at = deleted_at - interval '31 days'");
    app.run_kind("trash_retention").await;
    assert_eq!(app.objects().await.len(), 1);
    let empty = format!(
        "projects WHERE id = '{project}' AND document_count = 0 AND total_bytes = 0 AND stored_bytes = 0"
    );
    assert_eq!(app.database.count(&empty), 1);
    let full = format!("projects WHERE id = '{kept}' AND stored_bytes = 13");
    assert_eq!(app.database.count(&full), 1);
}

#[tokio::test]
async fn more_than_one_batch_of_trash_is_emptied() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    app.database.execute(&format!(
        "INSERT INTO documents (id, project_id, name, sort_name, size, media_type, sha256, uploaded_by, deleted_at) \
         SELECT gen_random_uuid(), project_id, name, sort_name, 0, media_type, sha256, uploaded_by, now() - interval '31 days' \
         FROM documents, generate_series(1, 250) WHERE id = '{document}'"
    ));
    app.run_kind("trash_retention").await;
    assert_eq!(app.database.count("documents"), 1);
}

#[tokio::test]
async fn finished_jobs_are_forgotten_and_dead_ones_later() {
    let app = TestApp::playing(&[]).await;
    for (play, days, kept) in [
        (Play::Succeed, 8, false),
        (Play::Succeed, 6, true),
        (Play::FailForGood, 29, true),
        (Play::FailForGood, 31, false),
    ] {
        let id = app.queue(job(&play)).await;
        app.run_pending_jobs().await;
        app.database.execute(&format!(
            "UPDATE jobs SET finished_at = now() - interval '{days} days', dedup_key = '{kept}' WHERE id = '{id}'"
        ));
    }
    app.run_kind("job_retention").await;
    assert_eq!(app.database.count("jobs WHERE dedup_key = 'true'"), 2);
    assert_eq!(app.database.count("jobs WHERE dedup_key = 'false'"), 0);
}

#[tokio::test]
async fn a_job_is_forgotten_with_its_result() {
    let app = TestApp::playing(&[]).await;
    app.queue(job(&Play::Make("north".into()))).await;
    app.run_pending_jobs().await;
    app.database
        .execute("UPDATE jobs SET finished_at = now() - interval '8 days'");
    app.run_kind("job_retention").await;
    assert!(app.results().await.is_empty());
}

#[tokio::test]
async fn expired_results_are_removed_however_many_there_are() {
    let app = TestApp::playing(&[]).await;
    app.queue(job(&Play::Make("north".into()))).await;
    app.run_pending_jobs().await;
    app.database.execute(
        "INSERT INTO jobs (id, kind, payload, max_attempts, state, finished_at, result_object, result_expires_at) \
         SELECT gen_random_uuid(), kind, payload, 1, state, now(), gen_random_uuid(), now() - interval '1 hour' \
         FROM jobs, generate_series(1, 2500)",
    );
    app.database.allows_at_once(1000, "jobs");
    app.run_kind("job_retention").await;
    let kept = "jobs WHERE result_object IS NOT NULL";
    assert_eq!(app.database.count(kept), 1);
    assert_eq!(app.results().await.len(), 1);
}

#[tokio::test]
async fn workers_that_fell_silent_are_forgotten() {
    let app = TestApp::start().await;
    for (host, hours) in [("silent", 25), ("alive", 1)] {
        app.database.execute(&format!(
            "INSERT INTO workers (id, host, pid, kinds, concurrency, running, heartbeat_at) \
             VALUES (gen_random_uuid(), '{host}', 1, '{{}}', 1, 0, now() - interval '{hours} hours')"
        ));
    }
    app.run_kind("job_retention").await;
    assert_eq!(app.database.count("workers"), 1);
    assert_eq!(app.database.count("workers WHERE host = 'alive'"), 1);
}

/// Deletes a document as if it were so many days ago.
async fn trash(app: &TestApp, anna: &Person, document: &Value, days: i32) {
    let id = document["id"].as_str().expect("an id");
    anna.delete(&format!("/api/v1/documents/{id}"))
        .await
        .expect(204);
    app.database.execute(&format!(
        "UPDATE documents SET deleted_at = deleted_at - interval '{days} days' WHERE id = '{id}'"
    ));
}
