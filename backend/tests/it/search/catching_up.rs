//! Documents that lack something get it: those from before it existed, and those whose job came to nothing.

use serde_json::Value;

use super::{address, found, harbour, id, job, send, write};
use crate::harness::{Person, TestApp, png};

/// As if all documents had been there before thumbnails, previews and the search.
fn forget_everything(app: &TestApp) {
    app.database.execute(
        "DELETE FROM jobs; DELETE FROM document_texts; DELETE FROM thumbnails; DELETE FROM previews; \
         UPDATE documents SET thumbnail = 'none', preview = 'pending', text = 'pending'",
    );
}

async fn read(person: &Person, document: &Value) -> Value {
    person.get(&address(document)).await.expect(200).json()
}

#[tokio::test]
async fn what_was_there_before_is_found_and_shown_in_the_end() {
    let (app, anna, project) = harbour().await;
    let map = send(&anna, &project, "map.png", "image/png", &png()).await;
    write(&anna, &project, "log.txt", "moor the boat").await;
    anna.upload(&project, "plan.bin", b"x").await;
    forget_everything(&app);
    assert!(found(&anna, "plan").await.is_empty());
    app.run_kind("catch_up").await;
    assert_eq!(found(&anna, "plan").await, ["plan.bin"]);
    assert_eq!(found(&anna, "boat").await, ["log.txt"]);
    let map = read(&anna, &map).await;
    assert_eq!(map["thumbnail"], "ready");
    assert!(map["preview_url"].is_string());
    let pending = "documents WHERE 'pending' IN (thumbnail, preview, text)";
    assert_eq!(app.database.count(pending), 0);
}

#[tokio::test]
async fn whoever_uploads_does_not_wait_for_it() {
    let (app, anna, project) = harbour().await;
    write(&anna, &project, "log.txt", "moor the boat").await;
    forget_everything(&app);
    app.database
        .execute("ALTER TABLE jobs ADD CHECK (kind <> 'text' OR priority < 0)");
    app.run_kind("catch_up").await;
    assert_eq!(found(&anna, "boat").await, ["log.txt"]);
}

#[tokio::test]
async fn what_waits_already_is_not_queued_twice() {
    let (app, anna, project) = harbour().await;
    write(&anna, &project, "log.txt", "moor the boat").await;
    send(&anna, &project, "map.png", "image/png", &png()).await;
    app.database
        .execute("UPDATE jobs SET run_at = now() + interval '1 hour'");
    app.run_kind("catch_up").await;
    assert_eq!(app.database.count("jobs WHERE state = 'queued'"), 2);
}

#[tokio::test]
async fn what_somebody_cancelled_is_only_put_off() {
    let (app, anna, project) = harbour().await;
    let map = send(&anna, &project, "map.png", "image/png", &png()).await;
    let thumbnail = job(&anna, "thumbnail").await;
    anna.cancel(id(&thumbnail)).await.expect(200);
    app.run_pending_jobs().await;
    assert_eq!(read(&anna, &map).await["thumbnail"], "pending");
    app.run_kind("catch_up").await;
    assert_eq!(read(&anna, &map).await["thumbnail"], "ready");
}

#[tokio::test]
async fn what_died_is_tried_again_after_a_day() {
    let (app, anna, project) = harbour().await;
    write(&anna, &project, "log.txt", "moor the boat").await;
    app.database
        .execute("UPDATE jobs SET state = 'dead', finished_at = now() - interval '23 hours'");
    app.run_kind("catch_up").await;
    assert_eq!(app.database.count("jobs WHERE kind = 'text'"), 1);
    app.database
        .execute("UPDATE jobs SET finished_at = now() - interval '25 hours' WHERE kind = 'text'");
    app.run_kind("catch_up").await;
    assert_eq!(found(&anna, "boat").await, ["log.txt"]);
}

#[tokio::test]
async fn what_was_refused_stays_refused() {
    let (app, anna, project) = harbour().await;
    send(
        &anna,
        &project,
        "torn.png",
        "image/png",
        b"\x89PNG\r\n\x1a\n and then water",
    )
    .await;
    app.run_pending_jobs().await;
    app.database
        .execute("UPDATE jobs SET finished_at = now() - interval '2 days'");
    app.run_kind("catch_up").await;
    assert_eq!(app.database.count("jobs WHERE kind = 'thumbnail'"), 1);
}

#[tokio::test]
async fn of_many_documents_all_are_found() {
    let (app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan 0.bin", b"x").await;
    app.database.execute(&format!(
        "INSERT INTO documents (id, project_id, name, sort_name, size, media_type, sha256, uploaded_by) \
         SELECT gen_random_uuid(), project_id, 'plan ' || n || '.bin', 'plan', 1, media_type, sha256, uploaded_by \
         FROM documents, generate_series(1, 1200) AS n WHERE id = '{}'",
        id(&plan)
    ));
    app.run_kind("catch_up").await;
    assert_eq!(app.database.count("document_texts"), 1201);
    let pending = "documents WHERE 'pending' IN (thumbnail, preview, text)";
    assert_eq!(app.database.count(pending), 0);
    assert_eq!(found(&anna, "1200 plan").await, ["plan 1200.bin"]);
}
