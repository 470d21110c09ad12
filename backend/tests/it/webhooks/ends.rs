//! How a webhook ends, or is switched off.

use serde_json::{Value, json};

use super::Story;
use crate::harness::{Reaction, Receiver, SOON, eventually};

const SENT: &str = "jobs WHERE kind = 'webhook' AND state = 'succeeded'";

const LAST_TRY: &str = "UPDATE jobs SET attempts = 7, run_at = now() WHERE kind = 'webhook'";

#[tokio::test]
async fn a_receiver_that_is_gone_is_left_alone() {
    let receiver = Receiver::reacting([Reaction::Answer(410, "")]).await;
    let story = Story::with(&receiver).await;
    let delivery = story.tried().await;
    assert_eq!(delivery["state"], "failed");
    let webhook = story.shown().await;
    assert_eq!(
        (&webhook["active"], &webhook["switched_off"]),
        (&json!(false), &json!("gone"))
    );
    story.happens().await;
    story.app.run_pending_jobs().await;
    assert_eq!(receiver.received().len(), 1);
    story
        .redeliver(&delivery)
        .await
        .refused(409, "webhook_inactive");
}

#[tokio::test]
async fn what_waits_is_dropped_when_the_webhook_is_switched_off() {
    let receiver = Receiver::reacting([Reaction::Answer(500, "")]).await;
    let story = Story::with(&receiver).await;
    story.tried().await;
    story.change(json!({ "active": false })).await.expect(200);
    let delivery = story.try_again().await;
    assert_eq!(delivery["state"], "dropped");
    assert_eq!(delivery["attempts"].as_array().map(Vec::len), Some(1));
    assert_eq!(story.shown().await["switched_off"], Value::Null);
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
async fn a_receiver_that_took_nothing_for_three_days_is_left_alone() {
    let receiver = Receiver::reacting([Reaction::Answer(500, ""), Reaction::Answer(500, "")]).await;
    let story = Story::with(&receiver).await;
    story.tried().await;
    let database = &story.app.database;
    database.execute("UPDATE webhooks SET failing_since = now() - interval '73 hours'");
    database.execute(LAST_TRY);
    story.app.run_pending_jobs().await;
    assert_eq!(story.delivery().await["state"], "failed");
    assert_eq!(story.shown().await["switched_off"], "failing");
    let again = story
        .change(json!({ "active": true }))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&again["switched_off"], &again["failing_since"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(story.tried().await["state"], "succeeded");
}

#[tokio::test]
async fn one_that_fails_for_less_is_not() {
    let receiver = Receiver::reacting([Reaction::Answer(500, ""), Reaction::Answer(500, "")]).await;
    let story = Story::with(&receiver).await;
    story.tried().await;
    let database = &story.app.database;
    database.execute("UPDATE webhooks SET failing_since = now() - interval '71 hours'");
    database.execute(LAST_TRY);
    story.app.run_pending_jobs().await;
    assert_eq!(story.delivery().await["state"], "failed");
    assert_eq!(story.shown().await["active"], true);
}

#[tokio::test]
async fn what_waits_for_a_webhook_goes_with_it() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    story.anna.delete(&story.path()).await.expect(204);
    story.app.run_pending_jobs().await;
    assert!(receiver.received().is_empty());
    let database = &story.app.database;
    assert_eq!(database.count("webhook_deliveries"), 0);
    assert_eq!(database.count(SENT), 1);
}

#[tokio::test]
async fn a_webhook_that_is_removed_while_its_receiver_thinks_leaves_nothing() {
    let receiver = Receiver::reacting([Reaction::Hang]).await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    let worker = story.app.worker(1);
    let arrived = async || receiver.received().len() == 1;
    eventually(SOON, "it arrives", arrived).await;
    story.anna.delete(&story.path()).await.expect(204);
    let ended = async || story.app.database.count(SENT) == 1;
    eventually(2 * SOON, "the job ends", ended).await;
    assert_eq!(story.app.database.count("webhook_attempts"), 0);
    worker.stop().await;
}

#[tokio::test]
async fn what_happened_before_a_project_was_deleted_is_still_told() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    let project = format!("/api/v1/projects/{}", story.project);
    story.anna.delete(&project).await.expect(204);
    story.app.run_pending_jobs().await;
    assert_eq!(receiver.received().len(), 1);
    story
        .anna
        .get(&story.path())
        .await
        .refused(404, "not_found");
}
