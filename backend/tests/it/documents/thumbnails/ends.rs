//! Thumbnails of documents that go away.

use chrono::Utc;
use quayside::documents::Picture;
use quayside::renditions::Size;
use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use super::{address, depicted, harbour, id, job, signed};
use crate::harness::{Person, TestApp};

#[tokio::test]
async fn of_a_document_that_is_gone_for_good_none_is_made() {
    let (app, anna, plan) = harbour().await;
    remove_for_good(&app, &anna, &plan).await;
    app.run_pending_jobs().await;
    assert!(app.thumbnails().await.is_empty());
    assert_eq!(job(&anna).await["state"], "succeeded");
}

#[tokio::test]
async fn one_that_is_done_after_its_document_is_gone_is_left_to_the_sweep() {
    let app = TestApp::start().await;
    let late = Picture {
        document_id: Uuid::now_v7(),
        object: Uuid::now_v7(),
        media_type: "image/jpeg".to_owned(),
        size: 1,
        sha256: vec![0; 32],
        width: 1,
        height: 1,
        created_at: Utc::now(),
    };
    let saved = app
        .app
        .db
        .write(move |conn| late.save(conn, Size::Thumbnail))
        .await;
    saved.expect("it is no failure");
    assert_eq!(app.database.count("thumbnails"), 0);
}

#[tokio::test]
async fn a_document_in_the_trash_gets_one_and_shows_it_once_restored() {
    let (app, anna, plan) = harbour().await;
    anna.delete(&address(&plan)).await.expect(204);
    app.run_pending_jobs().await;
    let restore = format!("{}/restore", address(&plan));
    let restored = anna.send(anna.request(Method::POST, &restore)).await;
    let url = signed(&restored.expect(200).json());
    app.stranger().get(&url).await.expect(200);
}

#[tokio::test]
async fn a_thumbnail_goes_for_good_with_its_document() {
    let (app, anna, plan) = depicted().await;
    remove_for_good(&app, &anna, &plan).await;
    assert!(app.thumbnails().await.is_empty() && app.previews().await.is_empty());
    assert!(app.objects().await.is_empty());
    assert_eq!(app.database.count("thumbnails, previews"), 0);
}

/// Out of the project, and out of the trash a month later.
async fn remove_for_good(app: &TestApp, anna: &Person, plan: &Value) {
    anna.delete(&address(plan)).await.expect(204);
    app.database.execute(&format!(
        "UPDATE documents SET deleted_at = now() - interval '31 days' WHERE id = '{}'; \
         UPDATE jobs SET run_at = now() + interval '1 hour'",
        id(plan)
    ));
    app.run_kind("trash_retention").await;
    app.database.execute("UPDATE jobs SET run_at = now()");
}
