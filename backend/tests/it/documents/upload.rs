//! Uploads that go through, on disk and on a real object store.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{content_of, counted, documents_of};
use crate::harness::{SOON, TestApp, eventually};

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn an_upload_answers_with_the_whole_document_and_its_address() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;

    let reply = anna
        .send_file(&project, "plan.txt", "text/plain", b"moor the boat")
        .await
        .expect(201);

    let document = reply.json();
    assert_eq!(document["name"], "plan.txt");
    assert_eq!(document["size"], 13);
    assert_eq!(document["sha256"], hash(b"moor the boat"));
    assert_eq!(document["media_type"], "text/plain");
    assert_eq!(document["project_id"], json!(project));
    assert_eq!(
        document["uploaded_by"],
        json!({ "id": anna.id, "name": "Anna" })
    );
    assert_eq!(document["deleted_at"], json!(null));
    let found = anna.get(reply.header("Location")).await.expect(200);
    assert_eq!(found.json(), document);
}

#[tokio::test]
async fn an_upload_is_listed_and_comes_back_byte_for_byte() {
    come_back(&TestApp::start().await, b"moor the boat").await;
}

#[tokio::test]
async fn an_upload_comes_back_from_the_object_store() {
    come_back(&TestApp::on_s3(&[]).await, b"moor the boat").await;
}

#[tokio::test]
async fn a_large_upload_comes_back_from_the_object_store() {
    come_back(&TestApp::on_s3(&[]).await, &varied(12 * MIB + 1)).await;
}

#[tokio::test]
async fn a_large_upload_comes_back_from_disk() {
    come_back(&TestApp::start().await, &varied(12 * MIB + 1)).await;
}

#[tokio::test]
async fn an_empty_file_is_kept() {
    come_back(&TestApp::start().await, b"").await;
}

#[tokio::test]
async fn an_empty_file_is_kept_on_the_object_store() {
    come_back(&TestApp::on_s3(&[]).await, b"").await;
}

#[tokio::test]
async fn bytes_that_look_like_the_form_itself_are_only_bytes() {
    let bytes = b"\r\n--\r\n--the-boundar\r\n--\r\r\n\r\n--the-boundar--\r\n\r";
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let form = crate::harness::RawForm::file("filename=\"form.bin\"", bytes);
    let document = anna.send_form(&project, form).await.expect(201).json();
    assert_eq!(document["sha256"], hash(bytes));
}

#[tokio::test]
async fn two_documents_may_have_the_same_name() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let first = anna.upload(&project, "plan.txt", b"moor").await;
    let second = anna.upload(&project, "plan.txt", b"cast off").await;
    assert_ne!(first["id"], second["id"]);
    assert_eq!(counted(&anna, &project).await, (2, 12));
}

#[tokio::test]
async fn an_upload_into_a_project_that_is_deleted_meanwhile_leaves_nothing() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let held = app.hold_upload(&anna, &project, "", &[b'a'; 100_000]);
    eventually(SOON, "the upload has begun", async || app.unfinished() == 1).await;
    anna.delete(&format!("/api/v1/projects/{project}"))
        .await
        .expect(204);
    let answer = held.finish();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    app.expect_nothing_stored().await;
}

async fn come_back(app: &TestApp, bytes: &[u8]) {
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;

    let document = anna.upload(&project, "plan.bin", bytes).await;

    assert_eq!(document["size"], json!(bytes.len()));
    assert_eq!(document["sha256"], hash(bytes));
    let list = anna.get(&documents_of(&project)).await.expect(200);
    assert_eq!(list.json()["items"], json!([document]));
    let content = anna.get(&content_of(&document)).await.expect(200);
    assert!(content.body == bytes, "other bytes came back");
    assert_eq!(app.objects().await.len(), 1);
    assert_eq!(app.unfinished(), 0);
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes that no two places have in the same order.
fn varied(size: usize) -> Vec<u8> {
    (0..size)
        .map(|place| (place % 251 + place / 65_536) as u8)
        .collect()
}
