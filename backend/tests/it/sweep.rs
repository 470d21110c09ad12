//! `quayside sweep`: what crashes and broken uploads left behind goes, and nothing else does.

use std::time::Duration;

use quayside::ops::sweep::Swept;
use uuid::Uuid;

use crate::harness::{Person, SOON, TestApp, eventually};

const HOUR: Duration = Duration::from_secs(3600);
const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn objects_that_no_row_knows_are_removed_from_disk() {
    objects_that_no_row_knows_are_removed(TestApp::start().await).await;
}

#[tokio::test]
async fn objects_that_no_row_knows_are_removed_from_the_object_store() {
    objects_that_no_row_knows_are_removed(TestApp::on_s3(&[]).await).await;
}

async fn objects_that_no_row_knows_are_removed(app: TestApp) {
    let (anna, documents) = harbour(&app).await;
    app.orphan().await;
    app.orphan().await;

    let nothing = Swept::default();
    assert_eq!(app.sweep(HOUR).await, nothing, "all are younger than that");
    let swept = app.sweep(Duration::ZERO).await;

    assert_eq!(
        swept,
        Swept {
            objects: 2,
            ..nothing
        }
    );
    let mut kept = app.objects().await;
    kept.sort();
    assert_eq!(kept, documents);
    let live = format!("/api/v1/documents/{}/content", documents[0]);
    anna.get(&live).await.expect(200);
    assert_eq!(app.sweep(Duration::ZERO).await, Swept::default());
}

#[tokio::test]
async fn beside_a_database_that_knows_no_document_nothing_is_removed() {
    let app = TestApp::start().await;
    app.stamp().await;
    let object = app.orphan().await;
    let refused = quayside::ops::sweep::run(&app.app, false).await;
    let refused = format!(
        "{:?}",
        refused.expect_err("it looks like the wrong database")
    );
    assert!(refused.contains("--force"), "{refused}");
    assert_eq!(app.objects().await, [object]);
}

#[tokio::test]
async fn unless_both_carry_one_stamp_nothing_is_removed() {
    let app = TestApp::with(&[("SWEEP_GRACE_SECONDS", "0")]).await;
    harbour(&app).await;
    app.orphan().await;
    let refused = async |variable: &str| {
        for force in [false, true] {
            let refused = quayside::ops::sweep::run(&app.app, force).await;
            let refused = format!("{:?}", refused.expect_err("nobody knows whose it is"));
            assert!(refused.contains(variable), "{refused}");
        }
        assert_eq!(app.objects().await.len(), 3);
    };
    refused("DATABASE_URL leads to what carries no stamp").await;
    app.stamp().await;
    app.database
        .execute("UPDATE installation SET id = gen_random_uuid()");
    refused("one of the two is wrong").await;
}

#[tokio::test]
async fn an_object_is_removed_when_it_is_older_than_the_grace() {
    let app = TestApp::start().await;
    let (old, young) = (app.orphan().await, app.orphan().await);
    grow_old(&app, old);
    let swept = app.sweep(HOUR).await;
    assert_eq!(swept.objects, 1);
    assert_eq!(app.objects().await, [young]);
}

#[tokio::test]
async fn a_file_that_a_crash_left_half_written_is_removed() {
    let app = TestApp::start().await;
    let incoming = app.folder().join(".incoming");
    std::fs::create_dir_all(&incoming).expect("a folder");
    let file = incoming.join(Uuid::new_v4().to_string());
    std::fs::write(file, "half of").expect("a file");
    assert_eq!(app.sweep(HOUR).await.partial, 0);
    assert_eq!(app.unfinished(), 1);
    assert_eq!(app.sweep(Duration::ZERO).await.partial, 1);
    assert_eq!(app.unfinished(), 0);
}

#[tokio::test]
async fn an_upload_in_parts_that_was_never_finished_is_removed() {
    let app = TestApp::on_s3(&[]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let held = app.hold_upload(&anna, &project, "", &vec![b'a'; 7 * MIB]);
    let begun = "multipart_uploads WHERE upload_id IS NOT NULL";
    eventually(SOON, "the upload has begun", async || {
        app.database.count(begun) == 1
    })
    .await;

    assert_eq!(app.sweep(HOUR).await.partial, 0, "it still runs");
    app.database
        .execute("UPDATE multipart_uploads SET started_at = started_at - interval '2 hours'");
    assert_eq!(app.sweep(HOUR).await.partial, 1);

    drop(held);
    app.expect_nothing_stored().await;
}

#[tokio::test]
async fn a_running_upload_is_not_disturbed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let held = app.hold_upload(&anna, &project, "", &[b'a'; 100_000]);
    eventually(SOON, "the upload has begun", async || app.unfinished() == 1).await;
    assert_eq!(app.sweep(HOUR).await, Swept::default());
    let answer = held.finish();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert_eq!(app.objects().await.len(), 1);
}

#[tokio::test]
async fn old_keys_and_ended_sessions_are_forgotten() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    app.person("Ben").await;
    let keys = |key: &str, created: &str| {
        app.database.execute(&format!(
            "INSERT INTO idempotency_keys (user_id, key, lease, leased_until, created_at) \
             VALUES ('{}', '{key}', gen_random_uuid(), now(), now() - interval '{created}')",
            anna.id
        ));
    };
    keys("old", "25 hours");
    keys("young", "23 hours");
    app.database.execute(
        "UPDATE sessions SET expires_at = now() - interval '1 second' \
         WHERE id = (SELECT min(id::text)::uuid FROM sessions)",
    );
    assert_eq!(app.sweep(HOUR).await.rows, 2);
    assert_eq!(
        app.database.count("idempotency_keys WHERE key = 'young'"),
        1
    );
    assert_eq!(app.database.count("idempotency_keys"), 1);
    assert_eq!(app.database.count("sessions"), 1);
}

/// Somebody with two documents, the second of them deleted; their ids.
async fn harbour(app: &TestApp) -> (Person, Vec<Uuid>) {
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let mut ids = Vec::new();
    for name in ["plan.txt", "lost.txt"] {
        let document = anna.upload(&project, name, b"moor").await;
        let id = document["id"].as_str().expect("an id");
        ids.push(id.parse().expect("a UUID"));
    }
    let lost = format!("/api/v1/documents/{}", ids[1]);
    anna.delete(&lost).await.expect(204);
    (anna, ids)
}

fn grow_old(app: &TestApp, id: Uuid) {
    let path = quayside::storage::Key::Document(id).path();
    let file = std::fs::File::options()
        .write(true)
        .open(app.folder().join(path))
        .expect("the object's file");
    file.set_modified(std::time::SystemTime::now() - 2 * HOUR)
        .expect("a time");
}
