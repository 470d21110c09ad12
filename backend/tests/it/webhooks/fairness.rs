//! Slow receivers, and everybody else's jobs.

use std::time::Duration;

use serde_json::json;

use super::{Story, add};
use crate::harness::play::Play;
use crate::harness::{Reaction, Receiver, SOON, eventually, job};

#[tokio::test]
async fn slow_receivers_do_not_keep_other_jobs_waiting() {
    let receiver = Receiver::reacting(vec![Reaction::Hang; 100]).await;
    let story = Story::with(&receiver).await;
    for _ in 1..8 {
        add(&story.anna, &story.project, &receiver.url())
            .await
            .expect(201);
    }
    story.happens().await;
    let worker = story.app.worker(4);
    eventually(SOON, "they are being tried", async || {
        receiver.received().len() == 2
    })
    .await;
    for _ in 0..10 {
        let other = story.app.queue(job(&Play::Nap(50))).await;
        story.app.database.sees(other, "succeeded").await;
    }
    // Half of the places, and no more.
    assert_eq!(receiver.received().len(), 2);
    worker.kill().await;
}

#[tokio::test]
async fn a_worker_with_a_single_place_sends_as_well() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    story.happens().await;
    let worker = story.app.worker(1);
    eventually(SOON, "it arrives", async || receiver.received().len() == 1).await;
    worker.stop().await;
}

#[tokio::test]
async fn the_most_urgent_still_comes_first() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    for _ in 1..4 {
        add(&story.anna, &story.project, &receiver.url())
            .await
            .expect(201);
    }
    story.happens().await;
    let urgent = story.app.queue(job(&Play::Hang).urgent(10)).await;
    let worker = story.app.worker(1);
    story.app.database.sees(urgent, "running").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(receiver.received().is_empty());
    worker.kill().await;
}

#[tokio::test]
async fn a_slow_receiver_rests_and_what_waits_for_it_waits_longer() {
    let receiver = Receiver::reacting(vec![Reaction::Hang; 100]).await;
    let story = Story::with(&receiver).await;
    for _ in 0..3 {
        story.happens().await;
    }
    // Two are tried at once; the third was next.
    story.app.run_pending_jobs().await;
    let third = story.delivery().await;
    assert_eq!(third["attempts"], json!([]));
    story.happens().await;
    story.app.run_pending_jobs().await;
    assert_eq!(receiver.received().len(), 2);
    let later = "jobs WHERE kind = 'webhook' AND run_at > now() + interval '30 seconds'";
    assert_eq!(story.app.database.count(later), 4);
    // By hand it is sent at once, and whoever switches it on again wants to be told at once.
    story.change(json!({ "active": true })).await.expect(200);
    story.happens().await;
    let due = "jobs WHERE kind = 'webhook' AND state = 'queued' AND run_at <= now()";
    assert_eq!(story.app.database.count(due), 1);
}
