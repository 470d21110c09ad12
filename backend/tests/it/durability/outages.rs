//! What workers lean on goes away under them, and comes back.

use std::time::Duration;

use super::Desk;
use crate::harness::{Gate, Installation, RedisServer, SOON, eventually, outcome, png, variable};

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_storage_that_is_away_for_a_minute_costs_attempts_and_no_job() {
    let (mut gate, endpoint) = Gate::before(&variable("TEST_S3_ENDPOINT")).await;
    gate.open().await;
    let installation = Installation::on_s3().await;
    let desk = Desk::open(installation.set("S3_ENDPOINT", endpoint)).await;
    for n in 1..=5 {
        desk.bring(&format!("quay {n}.png"), &png()).await;
    }
    gate.shut().await;
    let _worker = desk.installation.start(&["worker"], "");
    let database = desk.database();
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(
        database.count("jobs WHERE kind = 'thumbnail' AND attempts > 0"),
        5
    );
    assert_eq!(database.count("documents WHERE thumbnail = 'pending'"), 5);
    gate.open().await;
    eventually(Duration::from_secs(180), "all are made", async || {
        database.count("documents WHERE thumbnail = 'ready'") == 5
    })
    .await;
    assert_eq!(database.count("jobs WHERE state = 'dead'"), 0);
    let most = database
        .only("(SELECT max(attempts) AS attempts FROM jobs WHERE kind = 'thumbnail') AS it");
    outcome(
        "storage unreachable for 60 s, with 5 thumbnails to make",
        &format!(
            "all made after it was back, in at most {} attempts",
            most["attempts"]
        ),
    );
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn redis_is_killed_and_started_again_under_a_worker() {
    let mut redis = RedisServer::start().await;
    let installation = Installation::new().await.set("REDIS_URL", redis.url());
    let desk = Desk::open(installation).await;
    let _worker = desk.installation.start(&["worker"], "");
    desk.has_thumbnails_of("before").await;
    redis.kill();
    desk.has_thumbnails_of("without").await;
    redis.restart().await;
    desk.has_thumbnails_of("after").await;
    let database = desk.database();
    assert_eq!(
        database.count("jobs WHERE kind = 'thumbnail' AND attempts <> 1"),
        0
    );
    outcome(
        "Redis killed, away, and started again, with pictures uploaded all the while",
        "every thumbnail made in one attempt, each within 10 s",
    );
}

impl Desk {
    /// Brings three pictures, whose thumbnails come soon.
    async fn has_thumbnails_of(&self, name: &str) {
        for n in 1..=3 {
            self.bring(&format!("{name} {n}.png"), &png()).await;
        }
        eventually(SOON, "the thumbnails are there", async || {
            self.database()
                .count("documents WHERE thumbnail = 'pending'")
                == 0
        })
        .await;
    }
}
