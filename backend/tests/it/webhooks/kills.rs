//! A worker that dies between sending and writing it down.

use std::time::Duration;

use serde_json::json;
use uuid::Uuid;

use super::add;
use crate::harness::{Installation, REACHABLE, Reaction, Receiver, eventually};

/// Time for a new process to begin, and for a receiver that hangs.
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_worker_killed_while_it_sends_loses_nothing_and_the_receiver_can_tell() {
    let receiver = Receiver::reacting([Reaction::Hang]).await;
    let (name, network) = REACHABLE[0];
    let installation = Installation::new().await.set(name, network);
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    let webhook = add(&anna, &project, &receiver.url())
        .await
        .expect(201)
        .text("id");
    anna.upload(&project, "plan.txt", b"moor").await;

    let mut killed = installation.start(&["worker"], "");
    eventually(PATIENCE, "it is sent", async || {
        receiver.received().len() == 1
    })
    .await;
    killed.signal("KILL");
    assert_eq!(killed.ended().await.code, None);
    let database = &installation.database;
    database.end_leases();
    let _other = installation.start(&["worker"], "");
    eventually(PATIENCE, "another worker has sent it", async || {
        // Found abandoned, it would wait for two minutes.
        database.execute("UPDATE jobs SET run_at = now() WHERE state = 'queued'");
        database.count("webhook_deliveries WHERE state = 'succeeded'") == 1
    })
    .await;

    let received = receiver.received();
    assert_eq!(received.len(), 2);
    assert_eq!(
        received[0].header("webhook-id"),
        received[1].header("webhook-id")
    );
    let path = format!("/api/v1/webhooks/{webhook}/deliveries");
    let delivery = anna.get(&path).await.expect(200).items().remove(0);
    assert_eq!(delivery["attempts"].as_array().map(Vec::len), Some(1));
    assert_eq!(database.count("webhook_deliveries"), 1);
    let job: Uuid = database.row("webhook_deliveries", id(&delivery))["job_id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("a job");
    assert_eq!(database.job(job)["attempts"], json!(2));
}

fn id(delivery: &serde_json::Value) -> Uuid {
    let id = delivery["id"].as_str().expect("an id");
    id.parse().expect("a UUID")
}
