//! Documents that cannot be read, and a storage that goes away.

use std::path::PathBuf;

use serde_json::Value;
use uuid::Uuid;

use super::{app_behind_a_gate, large_project, noise};
use crate::harness::{SOON, TestApp, eventually};

#[tokio::test]
async fn a_document_that_was_damaged_ends_the_export_in_words() {
    for damaged in [
        &b"moor the BOAT"[..],
        b"moor",
        b"moor the boat, and more",
        b"",
    ] {
        let app = TestApp::start().await;
        let (job, file) = project_and_file(&app).await;
        std::fs::write(file, damaged).expect("it is there");
        assert_eq!(app.run_pending_jobs().await, 1, "it is tried once");
        let row = app.database.job(job);
        assert_eq!(row["state"], "dead");
        let words = "“plan.txt” was damaged in the storage, so there is no archive.";
        assert_eq!(row["error"], words);
        assert!(app.results().await.is_empty());
        eventually(SOON, "nothing is left", async || app.unfinished() == 0).await;
    }
}

#[tokio::test]
async fn a_document_that_is_gone_is_looked_for_again_later() {
    let app = TestApp::start().await;
    let (job, file) = project_and_file(&app).await;
    std::fs::remove_file(&file).expect("it is there");
    app.run_pending_jobs().await;
    let row = app.database.job(job);
    assert_eq!(row["state"], "queued");
    assert_eq!(row["error"], "“plan.txt” was not found in the storage.");
    // It was removed for good, and so is its row by now.
    app.database
        .execute("DELETE FROM documents; UPDATE jobs SET run_at = now()");
    app.run_pending_jobs().await;
    assert_eq!(app.database.job(job)["state"], "succeeded");
    assert_eq!(app.database.job(job)["error"], Value::Null);
}

#[tokio::test]
async fn a_storage_that_goes_away_in_the_middle_delays_the_export() {
    let (app, mut gate) = app_behind_a_gate().await;
    let anna = app.person("Anna").await;
    let project = large_project(&anna).await;
    let job = anna.export(&project).await;
    gate.hold_after(8 << 20);
    let fail = async {
        eventually(SOON, "a part is stored", async || gate.holds()).await;
        gate.shut().await;
    };
    tokio::join!(app.run_pending_jobs(), fail);
    let row = app.database.job(job);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"queued".into(), &1.into())
    );
    assert_eq!(row["error"], "The document storage could not be reached.");

    gate.release();
    gate.open().await;
    app.database.execute("UPDATE jobs SET run_at = now()");
    app.run_pending_jobs().await;

    assert!(anna.unpack(job).await.read("chart.bin") == noise(super::LARGE));
    app.sweep(std::time::Duration::ZERO).await;
    assert_eq!((app.results().await.len(), app.unfinished()), (1, 0));
}

#[tokio::test]
async fn a_project_that_grew_too_large_meanwhile_is_refused_in_words() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, _) = anna.project_with_document().await;
    let job = anna.export(&project).await;
    app.database.execute(
        "INSERT INTO documents (id, project_id, name, sort_name, size, media_type, sha256, thumbnail, uploaded_by) \
         SELECT gen_random_uuid(), project_id, name, sort_name, size, media_type, sha256, thumbnail, uploaded_by \
         FROM documents, generate_series(1, 100000)",
    );
    app.run_pending_jobs().await;
    let row = app.database.job(job);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"dead".into(), &1.into())
    );
    let error = row["error"].as_str().expect("words");
    assert!(error.contains("100,000 documents"), "{error}");
}

/// A project with a document, asked for as an archive; the job, and where the document's bytes lie.
async fn project_and_file(app: &TestApp) -> (Uuid, PathBuf) {
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    let key = quayside::storage::Key::Document(document.parse().expect("an id"));
    (anna.export(&project).await, app.folder().join(key.path()))
}
