//! From the upload to the picture.

use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use image::GenericImageView;
use quayside::app::App;
use quayside::jobs::worker;
use quayside::renditions::Renderer;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{depicted, document, harbour, job, read, thumbnail_of};
use crate::harness::TestApp;
use crate::renditions::samples::png_that_claims;

#[tokio::test]
async fn a_picture_gets_a_thumbnail_behind_the_scenes() {
    let (app, anna, plan) = harbour().await;
    let before = (&plan["thumbnail"], &plan["thumbnail_url"]);
    assert_eq!(before, (&json!("pending"), &Value::Null));
    let early = anna.get(&thumbnail_of(&plan)).await;
    early.refused(404, "not_found");

    assert_eq!(app.run_pending_jobs().await, 1);

    assert_eq!(read(&anna, &plan).await["thumbnail"], "ready");
    let thumbnail = anna.get(&thumbnail_of(&plan)).await.expect(200);
    let shown = image::load_from_memory(&thumbnail.body).expect("a picture");
    assert_eq!(shown.dimensions(), (320, 160));
    assert_eq!(thumbnail.header("Content-Type"), "image/jpeg");
    assert_eq!(thumbnail.header("Cache-Control"), "private, no-cache");
    let named = thumbnail.header("Content-Disposition");
    assert_eq!(named, "inline; filename=\"plan.png.jpeg\"");
    assert_eq!(job(&anna).await["state"], "succeeded");
}

#[tokio::test]
async fn it_is_made_on_the_object_store_too() {
    let app = TestApp::on_s3(&[]).await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.png", "image/png", &super::png()).await;
    app.run_pending_jobs().await;
    anna.get(&thumbnail_of(&plan)).await.expect(200);
}

#[tokio::test]
async fn what_is_no_picture_has_none_and_needs_no_job() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for (name, media_type, bytes) in [
        ("log.txt", "text/plain", &b"calm sea"[..]),
        ("blank.png", "image/png", b""),
        ("boat.png", "image/png", b"calm sea"),
    ] {
        let other = document(&anna, name, media_type, bytes).await;
        assert_eq!(other["thumbnail"], "none", "{name}");
        let none = anna.get(&thumbnail_of(&other)).await;
        none.refused(404, "not_found");
    }
    assert_eq!(app.database.count("jobs WHERE kind = 'thumbnail'"), 0);
}

#[tokio::test]
async fn of_a_damaged_picture_there_is_none_and_the_job_says_why() {
    let torn = b"\x89PNG\r\n\x1a\n and then water";
    let damaged = "the file is damaged, or is not of the type that it claims to be";
    refused_for_good("torn.png", torn, damaged).await;
}

#[tokio::test]
async fn of_a_bomb_there_is_none_and_the_job_says_why() {
    let bomb = png_that_claims(1_000_000, 1_000_000, 8, 2);
    refused_for_good("bomb.png", &bomb, "the picture has too many pixels").await;
}

async fn refused_for_good(name: &str, bytes: &[u8], reason: &str) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let document = document(&anna, name, "image/png", bytes).await;
    assert_eq!(document["thumbnail"], "pending");
    assert_eq!(app.run_pending_jobs().await, 1, "it is tried once");
    let after = read(&anna, &document).await;
    assert_eq!(after["thumbnail"], "none");
    let job = job(&anna).await;
    assert_eq!(job["state"], "dead");
    let words = format!("There is no picture of “{name}”: {reason}.");
    assert_eq!(job["error"], words);
}

#[tokio::test]
async fn while_storage_is_down_it_waits_and_is_made_later() {
    let (app, anna, plan) = harbour().await;
    let aside = app.folder().with_extension("aside");
    std::fs::rename(app.folder(), &aside).expect("it moves");
    std::fs::write(app.folder(), "a file where the folder should be").expect("a file");
    assert_eq!(app.run_pending_jobs().await, 1);
    let waiting = job(&anna).await;
    assert_eq!(waiting["state"], "queued");
    assert_eq!(
        waiting["error"],
        "The document storage could not be reached."
    );
    assert_eq!(read(&anna, &plan).await["thumbnail"], "pending");

    std::fs::remove_file(app.folder()).expect("it goes");
    std::fs::rename(&aside, app.folder()).expect("it moves back");
    app.database.execute("UPDATE jobs SET run_at = now()");
    app.run_pending_jobs().await;
    assert_eq!(read(&anna, &plan).await["thumbnail"], "ready");
}

#[tokio::test]
async fn a_renderer_that_cannot_run_is_tried_again() {
    let (app, anna, plan) = harbour().await;
    let mut broken = App::new(app.app.config.clone()).expect("the app can be made");
    broken.renderer = Renderer::new("/nowhere/quayside");
    let ran = worker::run_pending(&Arc::new(broken), 1).await;
    assert_eq!(ran.expect("the database answers"), 1);
    let waiting = job(&anna).await;
    assert_eq!(waiting["state"], "queued");
    assert_eq!(
        waiting["error"],
        "The picture of “plan.png” could not be made."
    );
    assert_eq!(read(&anna, &plan).await["thumbnail"], "pending");
}

#[tokio::test]
async fn no_more_are_made_at_once_than_there_are_processors() {
    let (app, anna, plan) = harbour().await;
    let processors = available_parallelism().map_or(1, usize::from);
    assert_eq!(app.app.rendering.available_permits(), processors);
    let others = u32::try_from(processors).expect("not that many");
    let others = app.app.rendering.acquire_many(others).await;
    let worker = app.worker(1);
    let id = job(&anna).await["id"].as_str().map(Uuid::parse_str);
    let id = id.expect("an id").expect("a UUID");
    app.database.sees(id, "running").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(read(&anna, &plan).await["thumbnail"], "pending");
    drop(others);
    app.database.sees(id, "succeeded").await;
    assert_eq!(read(&anna, &plan).await["thumbnail"], "ready");
    worker.stop().await;
}

#[tokio::test]
async fn of_two_attempts_one_counts_and_the_sweep_removes_the_other() {
    let (app, anna, plan) = depicted().await;
    let first = anna.get(&thumbnail_of(&plan)).await.expect(200);
    // As one that looked before the other was done.
    app.database.execute(
        "UPDATE documents SET thumbnail = 'pending'; \
         UPDATE jobs SET state = 'queued', finished_at = NULL",
    );
    app.run_pending_jobs().await;
    assert_eq!(app.thumbnails().await.len(), 2);
    assert_eq!(app.database.count("thumbnails"), 1);

    assert_eq!(app.sweep(Duration::ZERO).await.objects, 1);

    let kept = anna.get(&thumbnail_of(&plan)).await.expect(200);
    assert_eq!(kept.body, first.body);
    assert_eq!(read(&anna, &plan).await["thumbnail"], "ready");
}

#[tokio::test]
async fn a_document_that_has_one_gets_no_second() {
    let (app, _, _) = depicted().await;
    app.database
        .execute("UPDATE jobs SET state = 'queued', finished_at = NULL");
    assert_eq!(app.run_pending_jobs().await, 1);
    assert_eq!(app.thumbnails().await.len(), 1);
}

#[tokio::test]
async fn an_upload_that_is_refused_queues_nothing() {
    let app = TestApp::with(&[("PROJECT_QUOTA_BYTES", "10")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let plan = super::png();
    let refused = anna.send_file(&project, "plan.png", "image/png", &plan);
    refused.await.refused(413, "quota_exceeded");
    assert_eq!(app.database.count("jobs"), 0);
}
