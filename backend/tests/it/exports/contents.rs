//! What is in an archive, as other programs read it.

use futures_util::{StreamExt, stream};
use serde_json::Value;

use super::{large_project, noise};
use crate::harness::{Person, TestApp};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

#[tokio::test]
async fn an_archive_has_every_document_as_it_was_uploaded() {
    everything_is_there(&TestApp::start().await).await;
}

#[tokio::test]
async fn an_archive_on_the_object_store_has_every_document_as_it_was_uploaded() {
    everything_is_there(&TestApp::on_s3(&[]).await).await;
}

async fn everything_is_there(app: &TestApp) {
    let anna = app.person("Anna").await;
    let project = large_project(&anna).await;
    anna.upload(&project, "log.txt", &b"calm sea\n".repeat(9999))
        .await;
    anna.upload(&project, "empty.txt", b"").await;
    let gone = anna.upload(&project, "gone.txt", b"gone").await;
    let gone = format!("/api/v1/documents/{}", gone["id"].as_str().expect("an id"));
    anna.delete(&gone).await.expect(204);

    let archive = app.archive(&anna, &project).await;

    assert_eq!(archive.names(), ["chart.bin", "empty.txt", "log.txt"]);
    assert!(archive.read("chart.bin") == noise(super::LARGE));
    assert_eq!(archive.read("empty.txt"), b"");
    assert_eq!(archive.read("log.txt"), b"calm sea\n".repeat(9999));
    assert_eq!(app.results().await.len(), 1);
}

#[tokio::test]
async fn what_is_compressed_already_is_stored_and_the_rest_deflated() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    anna.send_file(&project, "map.png", "image/png", PNG)
        .await
        .expect(201);
    let log = b"calm sea\n".repeat(9999);
    anna.send_file(&project, "log.txt", "text/plain", &log)
        .await
        .expect(201);
    let job = anna.export(&project).await;
    app.run_pending_jobs().await;
    let size = app.database.job(job)["result_size"]
        .as_i64()
        .expect("a size");
    assert!(size < 5000, "{size}");
    let archive = anna.unpack(job).await;
    assert_eq!(archive.entry("map.png")["is_stored"], true);
    assert_eq!(archive.entry("log.txt")["is_stored"], false);
}

#[tokio::test]
async fn documents_keep_the_time_of_their_upload() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, _) = anna.project_with_document().await;
    app.database
        .execute("UPDATE documents SET created_at = '2026-02-28T23:59:57Z', updated_at = now()");
    let archive = app.archive(&anna, &project).await;
    let entry = archive.entry("plan.txt");
    assert_eq!(entry["time"], "2026-02-28T23:59:56");
    // "UT", five bytes, the time of the last change, in seconds since 1970.
    let exact = format!("5554050001{:08x}", 1_772_323_197_u32.swap_bytes());
    assert!(
        entry["extra"].as_str().expect("a text").contains(&exact),
        "{entry}"
    );
}

#[tokio::test]
async fn an_empty_project_makes_an_archive_of_nothing_but_an_empty_manifest() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let archive = app.archive(&anna, &project).await;
    assert!(archive.names().is_empty());
    assert_eq!(archive.entry("MANIFEST.sha256")["size"], 0);
}

#[tokio::test]
async fn a_thousand_small_documents_are_packed() {
    let app = TestApp::on_s3(&[]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let upload = async |n: usize| upload_numbered(&anna, &project, n).await;
    let uploads = stream::iter(0..1000).map(upload).buffer_unordered(8);
    uploads.collect::<Vec<Value>>().await;

    let archive = app.archive(&anna, &project).await;

    assert_eq!(archive.names().len(), 1000);
    assert_eq!(archive.read("log 777.txt"), b"day 777");
}

async fn upload_numbered(anna: &Person, project: &str, n: usize) -> Value {
    let (name, text) = (format!("log {n}.txt"), format!("day {n}"));
    anna.upload(project, &name, text.as_bytes()).await
}
