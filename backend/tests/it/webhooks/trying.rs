//! Receivers that do not take a message, or not at once.

use serde_json::Value;

use super::Story;
use crate::harness::{Reaction, Receiver};

#[tokio::test]
async fn a_message_that_was_not_taken_is_tried_again() {
    let receiver = Receiver::reacting([Reaction::Answer(500, "the crane broke")]).await;
    let story = Story::with(&receiver).await;
    let first = story.tried().await;
    assert_eq!(first["state"], "pending");
    assert!(first["next_attempt_at"].is_string());
    assert_eq!(first["attempts"][0]["status"], 500);
    assert_eq!(first["attempts"][0]["error"], "The receiver answered 500.");
    assert_eq!(first["attempts"][0]["response"], "the crane broke");
    assert!(story.shown().await["failing_since"].is_string());
    let second = story.try_again().await;
    assert_eq!(second["state"], "succeeded");
    assert_eq!(second["attempts"][1]["status"], 204);
    let received = receiver.received();
    assert_eq!(received.len(), 2);
    assert_eq!(
        received[0].header("webhook-id"),
        received[1].header("webhook-id")
    );
    assert_eq!(story.shown().await["failing_since"], Value::Null);
}

#[tokio::test]
async fn while_nobody_listens_it_is_tried_again() {
    let story = Story::at(&nobody().await).await;
    let delivery = story.tried().await;
    assert_eq!(delivery["state"], "pending");
    let attempt = &delivery["attempts"][0];
    assert_eq!(attempt["status"], Value::Null);
    let error = attempt["error"].as_str().expect("it says why");
    assert!(
        error.starts_with("There was no answer: Connection refused"),
        "{error}"
    );
}

#[tokio::test]
async fn pauses_grow_over_hours() {
    let story = Story::at(&nobody().await).await;
    story.tried().await;
    let database = &story.app.database;
    let within = |least: &str, most: &str| {
        database.count(&format!(
            "jobs WHERE run_at BETWEEN now() + interval '{least}' AND now() + interval '{most}'"
        ))
    };
    assert_eq!(within("50 seconds", "2 minutes"), 1);
    database.execute("UPDATE jobs SET attempts = 6 WHERE kind = 'webhook'");
    story.try_again().await;
    assert_eq!(within("29 minutes", "60 minutes"), 1);
}

#[tokio::test]
async fn after_eight_tries_it_is_given_up() {
    let story = Story::at(&nobody().await).await;
    story.tried().await;
    for _ in 2..8 {
        assert_eq!(story.try_again().await["state"], "pending");
    }
    let last = story.try_again().await;
    assert_eq!(last["state"], "failed");
    assert_eq!(last["attempts"].as_array().map(Vec::len), Some(8));
    assert_eq!(last["next_attempt_at"], Value::Null);
    // It is the owner's matter: no dead letter bothers an operator.
    let ended = |state: &str| {
        let jobs = format!("jobs WHERE kind = 'webhook' AND state = '{state}'");
        story.app.database.count(&jobs)
    };
    assert_eq!((ended("succeeded"), ended("dead")), (1, 0));
}

#[tokio::test]
async fn nobody_waits_longer_than_ten_seconds_for_an_answer() {
    let receiver = Receiver::reacting([Reaction::Hang]).await;
    let story = Story::with(&receiver).await;
    let delivery = story.tried().await;
    let attempt = &delivery["attempts"][0];
    assert_eq!(attempt["error"], "There was no answer within 10 seconds.");
    let took = attempt["duration_ms"].as_i64().expect("a number");
    assert!((10_000..11_000).contains(&took), "{took}");
}

#[tokio::test]
async fn over_https_nothing_is_said_to_who_cannot_prove_who_it_is() {
    let receiver = Receiver::start().await;
    let story = Story::at(&receiver.url().replace("http:", "https:")).await;
    let delivery = story.tried().await;
    assert_eq!(delivery["state"], "pending");
    let error = &delivery["attempts"][0]["error"];
    assert_eq!(error, "No connection could be made within 5 seconds.");
    assert!(receiver.received().is_empty());
}

#[tokio::test]
async fn of_an_answer_without_end_the_beginning_is_kept() {
    let receiver = Receiver::reacting([Reaction::Flood]).await;
    let story = Story::with(&receiver).await;
    let delivery = story.tried().await;
    assert_eq!(delivery["state"], "succeeded");
    assert_eq!(delivery["attempts"][0]["response"], "x".repeat(1000));
}

#[tokio::test]
async fn what_no_column_can_hold_is_kept_as_well_as_it_goes() {
    let receiver = Receiver::reacting([Reaction::Answer(500, "a\0b\u{1b}é")]).await;
    let story = Story::with(&receiver).await;
    let delivery = story.tried().await;
    assert_eq!(delivery["attempts"][0]["response"], "a\u{fffd}b\u{1b}é");
}

/// An address at which nobody listens any more.
async fn nobody() -> String {
    Receiver::start().await.url()
}
