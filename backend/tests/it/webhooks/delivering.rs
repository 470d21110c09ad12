//! What arrives, and what does not.

use serde_json::{Value, json};

use super::{Story, add};
use crate::harness::{REACHABLE, Receiver, TestApp};

#[tokio::test]
async fn a_message_says_what_happened_and_no_more() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let document = story.happens().await;
    story.app.run_pending_jobs().await;
    let received = receiver.received().remove(0);
    let mut body: Value = serde_json::from_str(&received.body).expect("it is JSON");
    assert_eq!(body["id"], received.header("webhook-id"));
    assert!(
        body["created_at"]
            .take()
            .as_str()
            .is_some_and(|at| at.ends_with('Z'))
    );
    let expected = json!({
        "id": body["id"],
        "type": "document.added",
        "created_at": null,
        "project": { "id": story.project, "name": "Harbour" },
        "actor": { "id": story.anna.id, "name": "Anna" },
        "subject": { "id": document["id"], "name": "plan.txt" },
        "details": {},
    });
    assert_eq!(body, expected);
    assert_eq!(received.path, "/hook");
    assert_eq!(received.header("content-type"), "application/json");
}

#[tokio::test]
async fn what_was_sent_is_in_the_log() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let delivery = story.tried().await;
    let received = receiver.received().remove(0);
    assert_eq!(delivery["body"], received.body.as_str());
    assert_eq!(delivery["message_id"], received.header("webhook-id"));
    assert_eq!(delivery["state"], "succeeded");
    assert_eq!(delivery["attempts"][0]["status"], 204);
    assert_eq!(delivery["attempts"][0]["error"], Value::Null);
    assert!(delivery["finished_at"].is_string());
}

#[tokio::test]
async fn nobody_is_told_what_they_did_not_ask_for() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let elsewhere = story.anna.project("Elsewhere").await;
    story.anna.upload(&elsewhere, "plan.txt", b"moor").await;
    story
        .change(json!({ "events": ["document.deleted"] }))
        .await
        .expect(200);
    story.happens().await;
    story.app.run_pending_jobs().await;
    assert_eq!(story.deliveries().await, Vec::<Value>::new());
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn all_who_asked_are_told_under_the_same_id() {
    let (one, other) = (Receiver::start().await, Receiver::start().await);
    let story = Story::with(&one).await;
    add(&story.anna, &story.project, &other.url())
        .await
        .expect(201);
    story.tried().await;
    let (one, other) = (one.received().remove(0), other.received().remove(0));
    assert_eq!(one.body, other.body);
    assert_eq!(one.header("webhook-id"), other.header("webhook-id"));
    assert_ne!(
        one.header("webhook-signature"),
        other.header("webhook-signature")
    );
}

#[tokio::test]
async fn what_was_undone_is_told_to_nobody() {
    let receiver = Receiver::start().await;
    let settings = [REACHABLE, &[("PROJECT_QUOTA_BYTES", "10")]].concat();
    let story = Story::on(TestApp::playing(&settings).await, &receiver.url()).await;
    let (project, media_type) = (&story.project, "text/plain");
    let refused = story
        .anna
        .send_file(project, "a.txt", media_type, b"more than ten bytes");
    refused.await.refused(413, "quota_exceeded");
    story.app.run_pending_jobs().await;
    assert!(receiver.received().is_empty());
    assert_eq!(story.app.database.count("webhook_deliveries"), 0);
}

#[tokio::test]
async fn it_is_sent_again_by_hand_under_the_same_id() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let first = story.tried().await;
    let again = story.redeliver(&first).await.expect(202).json();
    assert_eq!(again["state"], "pending");
    assert_ne!(again["id"], first["id"]);
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    story.app.run_pending_jobs().await;
    let received = receiver.received();
    let both = |name: &str| [received[0].header(name), received[1].header(name)].map(str::to_owned);
    let [id, same] = both("webhook-id");
    assert_eq!(id, same);
    assert_eq!(received[0].body, received[1].body);
    let [before, after] = both("webhook-timestamp");
    assert!(before < after, "{before} {after}");
    assert_eq!(story.deliveries().await.len(), 2);
}
