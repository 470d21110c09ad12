//! The documents' bytes cannot be reached, or are not there.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{PATIENCE, readiness, unavailable, within};
use crate::harness::{Gate, Person, TestApp, variable};

/// An app on the real object store, behind a gate that is open.
async fn app_behind_a_gate() -> (TestApp, Gate) {
    let (mut gate, _) = Gate::before(&variable("TEST_S3_ENDPOINT")).await;
    gate.open().await;
    let app = TestApp::on_s3(&[("S3_ENDPOINT", &gate.url())]).await;
    (app, gate)
}

/// What must hold while storage is down: bytes are unavailable, everything else works.
async fn assert_unavailable(anna: &Person, project: &str, document: &str) {
    let content = format!("/api/v1/documents/{document}/content");
    unavailable(within(PATIENCE, anna.get(&content)).await);
    for size in [10, 12 << 20] {
        let upload = vec![7; size];
        let upload = anna.send_file(project, "big.bin", "application/octet-stream", &upload);
        unavailable(within(PATIENCE, upload).await);
    }
    let list = format!("/api/v1/projects/{project}/documents");
    assert_eq!(anna.get(&list).await.expect(200).all("name"), ["plan.txt"]);
    let links = format!("/api/v1/documents/{document}/links");
    let link = anna.post(&links, json!({}));
    let url = link.await.expect(200).text("url");
    unavailable(within(PATIENCE, anna.get(&url)).await);
    let degraded = ("degraded".into(), vec!["storage".into()]);
    assert_eq!(readiness(anna, "", 200).await, degraded);
    assert_eq!(readiness(anna, "?strict=1", 503).await, degraded);
}

/// Nothing was lost, and uploads work again.
async fn assert_healed(anna: &Person, project: &str, document: &str) {
    let content = format!("/api/v1/documents/{document}/content");
    let content = within(PATIENCE, anna.get(&content)).await.expect(200);
    assert_eq!(content.body.as_ref(), b"moor the boat");
    anna.upload(project, "map.txt", b"north is up").await;
    assert_eq!(readiness(anna, "?strict=1", 200).await.0, "ok");
}

#[tokio::test]
async fn an_object_store_that_is_down_is_unavailable_and_heals() {
    let (app, mut gate) = app_behind_a_gate().await;
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    gate.shut().await;
    assert_unavailable(&anna, &project, &document).await;
    gate.open().await;
    assert_healed(&anna, &project, &document).await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_unavailable_and_heals() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    let aside = app.folder().with_extension("aside");
    std::fs::rename(app.folder(), &aside).expect("it moves");
    std::fs::write(app.folder(), "a file where the folder should be").expect("a file");
    assert_unavailable(&anna, &project, &document).await;
    std::fs::remove_file(app.folder()).expect("it goes");
    std::fs::rename(&aside, app.folder()).expect("it moves back");
    assert_healed(&anna, &project, &document).await;
}

#[tokio::test]
async fn a_document_whose_file_is_gone_is_unavailable() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    std::fs::remove_file(file_of(&app, &document)).expect("it is there");
    let content = format!("/api/v1/documents/{document}/content");
    unavailable(within(PATIENCE, anna.get(&content)).await);
    anna.get(&format!("/api/v1/documents/{document}"))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_document_whose_object_is_gone_is_unavailable() {
    let app = TestApp::on_s3(&[]).await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    let key = quayside::storage::Key::Document(document.parse().expect("an id"));
    app.app.storage.delete(&key).await.expect("it goes");
    let content = format!("/api/v1/documents/{document}/content");
    unavailable(within(PATIENCE, anna.get(&content)).await);
}

#[tokio::test]
async fn a_file_that_was_cut_short_is_never_taken_for_whole() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    std::fs::write(file_of(&app, &document), "moor").expect("it is there");
    let address = format!("http://{}/api/v1/documents/{document}/content", app.address);
    let request = reqwest::Client::new()
        .get(address)
        .bearer_auth(anna.token());
    // The connection ends; whether the head still leaves before that is a matter of luck.
    let whole = async { request.send().await?.bytes().await };
    assert!(within(PATIENCE, whole).await.is_err());
}

fn file_of(app: &TestApp, document: &str) -> PathBuf {
    find(app.folder(), document).expect("it is stored")
}

/// The file of that name, wherever below `folder`.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths = entries.map(|entry| entry.expect("an entry").path());
    paths.find_map(|path| {
        if path.is_dir() {
            find(&path, name)
        } else {
            path.ends_with(name).then_some(path)
        }
    })
}
