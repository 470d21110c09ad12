//! How much may be uploaded, and that nothing remains of what was too much.

use futures_util::future::join_all;

use super::{address, counted};
use crate::harness::{SOON, TestApp, eventually};

#[tokio::test]
async fn a_file_of_exactly_the_largest_size_is_kept() {
    let app = TestApp::with(&[("MAX_UPLOAD_BYTES", "20000")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let document = anna.upload(&project, "full.bin", &[7; 20_000]).await;
    assert_eq!(document["size"], 20_000);
}

#[tokio::test]
async fn a_file_of_one_byte_more_is_refused_and_leaves_nothing() {
    let app = TestApp::with(&[("MAX_UPLOAD_BYTES", "20000")]).await;
    one_byte_too_many(&app, "payload_too_large").await;
}

#[tokio::test]
async fn a_file_of_one_byte_more_leaves_nothing_on_the_object_store() {
    let app = TestApp::on_s3(&[("MAX_UPLOAD_BYTES", "20000")]).await;
    one_byte_too_many(&app, "payload_too_large").await;
}

#[tokio::test]
async fn a_file_that_is_far_too_large_is_told_so_while_it_is_sent() {
    let app = TestApp::with(&[("MAX_UPLOAD_BYTES", "20000")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    anna.send_file(&project, "huge.bin", "image/png", &vec![7; 8 * 1024 * 1024])
        .await
        .refused(413, "payload_too_large");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_large_file_that_is_too_large_leaves_no_part_on_the_object_store() {
    let app = TestApp::on_s3(&[("MAX_UPLOAD_BYTES", "7000000")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    anna.send_file(&project, "huge.bin", "image/png", &vec![7; 7_000_001])
        .await
        .refused(413, "payload_too_large");
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_file_that_a_project_has_no_room_for_is_refused() {
    let app = TestApp::with(&[("PROJECT_QUOTA_BYTES", "20000")]).await;
    one_byte_too_many(&app, "quota_exceeded").await;
}

#[tokio::test]
async fn a_project_can_be_filled_to_the_last_byte_and_no_further() {
    let app = TestApp::with(&[("PROJECT_QUOTA_BYTES", "20")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    anna.upload(&project, "half.txt", &[b'a'; 10]).await;
    anna.upload(&project, "other.txt", &[b'b'; 10]).await;
    anna.send_file(&project, "more.txt", "text/plain", b"c")
        .await
        .refused(413, "quota_exceeded");
    anna.upload(&project, "empty.txt", b"").await;
    assert_eq!(counted(&anna, &project).await, (3, 20));
    let other = anna.project("Quay").await;
    anna.upload(&other, "more.txt", b"c").await;
}

#[tokio::test]
async fn the_last_room_is_given_to_one_of_many_uploads_at_once() {
    let app = TestApp::with(&[("PROJECT_QUOTA_BYTES", "30000")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let upload = || anna.send_file(&project, "plan.bin", "image/png", &[7; 20_000]);
    let replies = join_all((0..6).map(|_| upload())).await;
    let (stored, refused): (Vec<_>, Vec<_>) =
        replies.into_iter().partition(|reply| reply.status == 201);
    assert_eq!(stored.len(), 1);
    for reply in refused {
        reply.refused(413, "quota_exceeded");
    }
    assert_eq!(counted(&anna, &project).await, (1, 20_000));
    assert_eq!(app.objects().await.len(), 1);
    assert_eq!(app.unfinished(), 0);
}

#[tokio::test]
async fn an_upload_whose_room_was_taken_meanwhile_leaves_nothing() {
    let app = TestApp::with(&[("PROJECT_QUOTA_BYTES", "100000")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;

    let slow = app.hold_upload(&anna, &project, "", &[b'a'; 60_000]);
    eventually(SOON, "the slow upload has begun", async || {
        app.unfinished() == 1
    })
    .await;
    anna.upload(&project, "quick.bin", &[b'b'; 60_000]).await;
    let answer = slow.finish();

    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("quota_exceeded"), "{answer}");
    assert_eq!(counted(&anna, &project).await, (1, 60_000));
    assert_eq!(app.objects().await.len(), 1);
}

#[tokio::test]
async fn a_deleted_document_keeps_its_room() {
    let app = TestApp::with(&[("PROJECT_QUOTA_BYTES", "20")]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let document = anna.upload(&project, "plan.txt", &[b'a'; 15]).await;
    anna.delete(&address(&document)).await.expect(204);
    assert_eq!(counted(&anna, &project).await, (0, 0));

    anna.send_file(&project, "more.txt", "text/plain", &[b'b'; 6])
        .await
        .refused(413, "quota_exceeded");
    let restored = anna.request(
        reqwest::Method::POST,
        &format!("{}/restore", address(&document)),
    );
    anna.send(restored).await.expect(200);
    assert_eq!(counted(&anna, &project).await, (1, 15));
}

/// Both the limit of a file and the project's quota are 20,000 bytes here.
async fn one_byte_too_many(app: &TestApp, code: &str) {
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    anna.send_file(&project, "full.bin", "image/png", &[7; 20_001])
        .await
        .refused(413, code);
    app.expect_nothing_stored().await;
    assert_eq!(counted(&anna, &project).await, (0, 0));
}
