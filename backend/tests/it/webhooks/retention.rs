//! What is forgotten, and what nobody wrote down.

use serde_json::json;

use super::Story;
use crate::harness::Receiver;

#[tokio::test]
async fn deliveries_are_forgotten_after_thirty_days() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.tried().await;
    story.tried().await;
    let database = &story.app.database;
    let age = |days: i32, which: &str| {
        database.execute(&format!(
            "UPDATE webhook_deliveries SET finished_at = now() - interval '{days} days' \
             WHERE id = (SELECT {which}(id::text)::uuid FROM webhook_deliveries)"
        ));
    };
    age(31, "min");
    age(29, "max");
    story.app.run_kind("webhook_retention").await;
    assert_eq!(database.count("webhook_deliveries"), 1);
    assert_eq!(database.count("webhook_attempts"), 1);
}

#[tokio::test]
async fn a_delivery_whose_job_ended_without_a_word_has_failed_and_is_sent_when_that_is_tried_again()
{
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    let database = &story.app.database;
    database.execute("UPDATE jobs SET state = 'dead', finished_at = now() WHERE kind = 'webhook'");
    story.app.run_kind("webhook_retention").await;
    assert_eq!(story.delivery().await["state"], "failed");
    let job = database.only("jobs WHERE kind = 'webhook'")["id"].clone();
    let ada = story.app.administrator("Ada").await;
    let retry = format!("/api/v1/admin/jobs/{}/retry", job.as_str().expect("an id"));
    ada.post(&retry, json!({})).await.expect(200);
    assert_eq!(story.delivery().await["state"], "pending");
    story.app.run_pending_jobs().await;
    assert_eq!(story.delivery().await["state"], "succeeded");
    assert_eq!(receiver.received().len(), 1);
}

#[tokio::test]
async fn one_that_still_waits_is_left_alone() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    let database = &story.app.database;
    database.execute("UPDATE jobs SET run_at = now() + interval '1 hour' WHERE kind = 'webhook'");
    story.app.run_kind("webhook_retention").await;
    assert_eq!(story.delivery().await["state"], "pending");
}
