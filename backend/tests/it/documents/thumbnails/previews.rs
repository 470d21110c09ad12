//! Larger pictures, for looking at: they come with the thumbnail, and are found as thumbnails are.

use image::GenericImageView;
use quayside::storage::Key;
use reqwest::Method;
use serde_json::{Value, json};

use super::{address, depicted, document, get_with, harbour, job, read};
use crate::harness::TestApp;
use crate::renditions::samples::{corners, photograph};

/// Where the preview is for those who have a token.
fn preview_of(document: &Value) -> String {
    format!("{}/preview", address(document))
}

/// The signed address, which must be there.
fn signed(document: &Value) -> String {
    let url = document["preview_url"].as_str();
    url.expect("an address").to_owned()
}

#[tokio::test]
async fn a_preview_comes_with_the_thumbnail() {
    let (app, anna, plan) = harbour().await;
    assert_eq!(plan["preview_url"], Value::Null);
    anna.get(&preview_of(&plan)).await.refused(404, "not_found");
    assert_eq!(app.run_pending_jobs().await, 1);
    let preview = anna.get(&preview_of(&plan)).await.expect(200);
    let shown = image::load_from_memory(&preview.body).expect("a picture");
    assert_eq!(shown.dimensions(), (640, 320));
    assert_eq!(preview.header("Content-Type"), "image/jpeg");
    assert_eq!(job(&anna).await["progress"], 100);
}

#[tokio::test]
async fn it_stands_upright_and_says_nothing_of_where_it_was_taken() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let photo = photograph(&corners(2400, 1200), 6, "54.3233 N 10.1228 E");
    let photo = document(&anna, "kiel.jpg", "image/jpeg", &photo).await;
    app.run_pending_jobs().await;
    let preview = anna.get(&preview_of(&photo)).await.expect(200);
    let shown = image::load_from_memory(&preview.body).expect("a picture");
    assert_eq!(shown.dimensions(), (800, 1600));
    let bytes = String::from_utf8_lossy(&preview.body);
    assert!(!bytes.contains("54.3233") && !bytes.contains("Exif"));
}

#[tokio::test]
async fn a_page_shows_it_without_a_token_and_may_keep_it() {
    let (app, anna, plan) = depicted().await;
    let shown = app.stranger().get(&signed(&plan)).await.expect(200);
    let told = anna.get(&preview_of(&plan)).await.expect(200);
    assert_eq!(shown.body, told.body);
    let kept = shown.header("Cache-Control");
    assert_eq!(kept, "private, max-age=3600, immutable");
    assert_ne!(signed(&plan), super::signed(&plan));
}

#[tokio::test]
async fn it_knows_ranges_and_versions_by_both_ways() {
    let (_app, anna, plan) = depicted().await;
    for path in [preview_of(&plan), signed(&plan)] {
        let whole = anna.get(&path).await.expect(200);
        let part = get_with(&anna, &path, &[("Range", "bytes=0-1")]).await;
        assert_eq!(part.expect(206).body, whole.body[..2]);
        let outside = get_with(&anna, &path, &[("Range", "bytes=9999999-")]).await;
        outside.refused(416, "range_not_satisfiable");
        let tag = [("If-None-Match", whole.header("ETag"))];
        get_with(&anna, &path, &tag).await.expect(304);
        anna.head(&path).await.expect(200);
        let head = anna.request(Method::HEAD, &path);
        let head = anna.send(head.header(tag[0].0, tag[0].1)).await;
        head.expect(304);
    }
}

#[tokio::test]
async fn an_outsider_finds_none_and_an_address_ends_with_its_document() {
    let (app, anna, plan) = depicted().await;
    let otto = app.person("Otto").await;
    otto.get(&preview_of(&plan)).await.refused(404, "not_found");
    otto.head(&preview_of(&plan)).await.expect(404);
    anna.delete(&address(&plan)).await.expect(204);
    let gone = app.stranger().get(&signed(&plan)).await;
    gone.refused(404, "not_found");
}

#[tokio::test]
async fn a_preview_whose_object_is_gone_is_unavailable() {
    let (app, anna, plan) = depicted().await;
    let [object] = app.previews().await.try_into().expect("one preview");
    let deleted = app.app.storage.delete(&Key::Preview(object)).await;
    deleted.expect("it goes");
    anna.get(&preview_of(&plan))
        .await
        .refused(503, "unavailable");
}

#[tokio::test]
async fn an_attempt_that_was_broken_off_between_the_two_makes_what_is_missing() {
    let (app, anna, plan) = depicted().await;
    app.database.execute(
        "DELETE FROM previews; UPDATE documents SET preview = 'pending'; \
         UPDATE jobs SET state = 'queued', finished_at = NULL",
    );
    assert_eq!(read(&anna, &plan).await["preview_url"], json!(null));
    app.run_pending_jobs().await;
    signed(&read(&anna, &plan).await);
    assert_eq!(app.thumbnails().await.len(), 1);
}
