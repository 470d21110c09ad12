//! Documents that are stored once.

use futures_util::future::join_all;

use super::{assert_replayed, upload, upload_form};
use crate::harness::{Person, RawForm, SOON, TestApp, eventually};

const HELD: &str = "Idempotency-Key: one\r\n";

#[tokio::test]
async fn a_repeated_upload_is_stored_once() {
    let (app, anna, project) = harbour().await;
    let first = upload(&anna, &project, "one", "plan.txt", b"moor").await;
    let again = upload(&anna, &project, "one", "plan.txt", b"moor").await;
    assert_replayed(&first, &again);
    expect_one(&app).await;
}

#[tokio::test]
async fn another_file_name_or_project_under_the_same_key_is_refused() {
    let (app, anna, project) = harbour().await;
    let other = anna.project("Quay").await;
    let first = upload(&anna, &project, "one", "plan.txt", b"moor").await;
    first.expect(201);
    for (project, name, bytes) in [
        (&project, "plan.txt", b"cast off".as_slice()),
        (&project, "other.txt", b"moor"),
        (&other, "plan.txt", b"moor"),
    ] {
        upload(&anna, project, "one", name, bytes)
            .await
            .refused(422, "idempotency_key_reused");
    }
    expect_one(&app).await;
}

#[tokio::test]
async fn while_the_first_upload_runs_a_second_is_asked_to_wait() {
    let (app, anna, project) = harbour().await;
    let held = app.hold_upload(
        &anna,
        &project,
        HELD,
        b"moor the boat, and wait for the others to come",
    );
    claimed(&app, 1).await;
    let bytes = b"moor the boat, and wait for the others to come";

    let second = upload(&anna, &project, "one", "held.txt", bytes).await;
    let second = second.refused(409, "idempotency_in_flight");
    assert_eq!(second.header("Retry-After"), "1");

    let first = held.finish();
    assert!(first.starts_with("HTTP/1.1 201"), "{first}");
    let third = upload(&anna, &project, "one", "held.txt", bytes).await;
    assert_eq!(third.header("Idempotency-Replayed"), "true");
    assert!(first.contains(&third.expect(201).text("id")));
    expect_one(&app).await;
}

#[tokio::test]
async fn an_upload_that_was_refused_leaves_its_key_free() {
    let (_app, anna, project) = harbour().await;
    let nameless = RawForm::default().part("name=\"file\"", b"moor");
    upload_form(&anna, &project, "one", nameless)
        .await
        .invalid("file", "required");
    let stored = upload(&anna, &project, "one", "plan.txt", b"moor").await;
    assert_eq!(stored.expect(201).header("Idempotency-Replayed"), "");
}

#[tokio::test]
async fn an_upload_that_broke_off_leaves_its_key_free() {
    let (app, anna, project) = harbour().await;
    let held = app.hold_upload(&anna, &project, HELD, &[b'a'; 100_000]);
    claimed(&app, 1).await;
    drop(held);
    claimed(&app, 0).await;
    let stored = upload(&anna, &project, "one", "plan.txt", b"moor").await;
    assert_eq!(stored.expect(201).header("Idempotency-Replayed"), "");
    expect_one(&app).await;
}

#[tokio::test]
async fn a_repeat_that_is_broken_is_refused_and_the_first_answer_stays() {
    let (app, anna, project) = harbour().await;
    let first = upload(&anna, &project, "one", "plan.txt", b"moor").await;
    let second_file = RawForm::file("filename=\"plan.txt\"", b"moor").part("name=\"file\"", b"");
    upload_form(&anna, &project, "one", second_file)
        .await
        .invalid("file", "malformed");
    let again = upload(&anna, &project, "one", "plan.txt", b"moor").await;
    assert_replayed(&first, &again);
    expect_one(&app).await;
}

#[tokio::test]
async fn many_uploads_at_once_under_one_key_store_one_document() {
    let (app, anna, project) = harbour().await;
    let uploads = (0..8).map(|_| upload(&anna, &project, "one", "plan.txt", b"moor"));
    let replies = join_all(uploads).await;
    let stored = replies.iter().filter(|reply| reply.status == 201);
    assert!(stored.count() >= 1);
    for reply in replies.into_iter().filter(|reply| reply.status != 201) {
        reply.refused(409, "idempotency_in_flight");
    }
    expect_one(&app).await;
}

#[tokio::test]
async fn an_upload_that_lost_its_key_meanwhile_is_not_stored_beside_the_other() {
    let (app, anna, project) = harbour().await;
    let held = app.hold_upload(&anna, &project, HELD, &[b'a'; 100_000]);
    claimed(&app, 1).await;
    // As if the server had stood still for longer than a lease lasts.
    app.database
        .execute("UPDATE idempotency_keys SET leased_until = now() - interval '1 second'");
    upload(&anna, &project, "one", "held.txt", &[b'a'; 100_000])
        .await
        .expect(201);
    let late = held.finish();
    assert!(late.starts_with("HTTP/1.1 409"), "{late}");
    expect_one(&app).await;
}

async fn expect_one(app: &TestApp) {
    assert_eq!(app.database.count("documents"), 1);
    assert_eq!(app.objects().await.len(), 1);
    assert_eq!(app.unfinished(), 0);
}

async fn claimed(app: &TestApp, keys: i64) {
    eventually(SOON, "the key is claimed or given back", async || {
        app.database.count("idempotency_keys") == keys
    })
    .await;
}

async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    (app, anna, project)
}
