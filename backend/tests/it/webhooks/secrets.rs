//! What messages are signed with: told once, kept sealed, replaced without a gap.

use serde_json::{Value, json};

use super::Story;
use super::verifying::by_python;
use crate::harness::{REACHABLE, Receiver, SECRET_KEY};

const NEW_KEY: &str = "the-key-of-next-year-that-is-long-enough";

#[tokio::test]
async fn a_secret_is_told_once_and_lies_nowhere_in_the_open() {
    let story = Story::at("https://ci.example.com/").await;
    let list = format!("/api/v1/projects/{}/webhooks", story.project);
    let list = story.anna.get(&list).await.expect(200).items().remove(0);
    for shown in [story.shown().await, list] {
        assert_eq!(shown["secret"], Value::Null);
    }
    let bare = story.secret.trim_start_matches("whsec_");
    let bytes = base64(bare);
    let row = story.row();
    let sealed = row["secret"].as_str().expect("bytes");
    assert!(!sealed.contains(&bytes), "{sealed}");
}

#[tokio::test]
async fn for_a_day_the_old_secret_signs_as_well() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let replaced = story
        .anna
        .post(&format!("{}/secret", story.path()), json!({}))
        .await;
    let new = replaced.expect(200).text("secret");
    assert_ne!(new, story.secret);
    story.tried().await;
    let both = receiver.received().remove(0);
    assert!(by_python(&both, &story.secret) && by_python(&both, &new));
    let database = &story.app.database;
    database
        .execute("UPDATE webhooks SET old_secret_until = old_secret_until - interval '24 hours'");
    story.tried().await;
    let one = receiver.received().remove(1);
    assert!(!by_python(&one, &story.secret) && by_python(&one, &new));
    story.app.run_kind("webhook_retention").await;
    assert_eq!(story.row()["old_secret"], Value::Null);
}

#[tokio::test]
async fn a_key_of_the_ring_can_be_replaced() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let both = format!("{NEW_KEY},{SECRET_KEY}");
    let during = story.app.beside(&settings(&both));
    during.run_kind("webhook_retention").await;
    let after = story.app.beside(&settings(NEW_KEY));
    story.happens().await;
    after.run_pending_jobs().await;
    assert!(by_python(&receiver.received().remove(0), &story.secret));
}

#[tokio::test]
async fn with_a_key_that_was_taken_away_too_soon_nothing_is_sent_and_the_operator_is_told() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    let after = story.app.beside(&settings(NEW_KEY));
    after.run_pending_jobs().await;
    assert!(receiver.received().is_empty());
    let told = "jobs WHERE kind = 'webhook' AND cause LIKE '%SECRET_KEYS%'";
    assert_eq!(story.app.database.count(told), 1);
    // Put back, it is as if nothing had been.
    assert_eq!(story.try_again().await["state"], "succeeded");
}

fn settings(keys: &str) -> Vec<(&str, &str)> {
    let mut settings = REACHABLE.to_vec();
    settings.push(("SECRET_KEYS", keys));
    settings
}

/// What base64 stands for, in hexadecimal, as PostgreSQL shows bytes.
fn base64(text: &str) -> String {
    let bytes = data_encoding::BASE64
        .decode(text.as_bytes())
        .expect("it is base64");
    data_encoding::HEXLOWER.encode(&bytes)
}
