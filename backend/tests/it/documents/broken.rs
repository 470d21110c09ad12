//! Clients that go away in the middle of an upload.

use super::counted;
use crate::harness::{SOON, TestApp, eventually};

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn a_client_that_disconnects_leaves_no_row_and_no_object() {
    let app = TestApp::start().await;
    for size in [100, 100_000, 3 * MIB] {
        disconnect_after(&app, size).await;
    }
}

#[tokio::test]
async fn a_client_that_disconnects_leaves_nothing_on_the_object_store() {
    let app = TestApp::on_s3(&[]).await;
    for size in [100, 100_000, 6 * MIB] {
        disconnect_after(&app, size).await;
    }
}

#[tokio::test]
async fn a_client_that_sends_too_little_is_told_and_leaves_nothing() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let answer = app
        .hold_upload(&anna, &project, "", &[b'a'; 100_000])
        .break_off();
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 400"),
        "{answer}"
    );
    app.expect_nothing_stored().await;
}

async fn disconnect_after(app: &TestApp, size: usize) {
    let anna = app.stranger().register(&format!("Anna{size}")).await;
    let anna = anna.sign_in().await;
    let project = anna.project("Harbour").await;
    let key = "Idempotency-Key: broken\r\n";

    let upload = app.hold_upload(&anna, &project, key, &vec![b'a'; size]);
    // The key is claimed before the body is read, and given back when the upload has come to its end.
    let claimed = async || app.database.count("idempotency_keys") == 1;
    eventually(SOON, "the upload has begun", claimed).await;
    drop(upload);

    eventually(SOON, "the upload was given up", async || !claimed().await).await;
    app.expect_nothing_stored().await;
    assert_eq!(counted(&anna, &project).await, (0, 0));
}
