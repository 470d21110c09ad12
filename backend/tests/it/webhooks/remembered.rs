//! What a project remembers is what its webhooks can be told.

use std::collections::BTreeMap;

use quayside::activity::Action;
use serde_json::{Value, json};

use super::Story;
use crate::harness::{Reaction, Receiver};

#[tokio::test]
async fn everything_that_a_project_remembers_is_told() {
    let receiver = Receiver::start().await;
    let story = Story::with(&receiver).await;
    let events: Vec<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
    story.change(json!({ "events": events })).await.expect(200);
    let document = story.happens().await;
    let id = document["id"].as_str().expect("an id");
    let path = format!("/api/v1/documents/{id}");
    let renamed = story.anna.patch(&path, json!({ "name": "chart.txt" }));
    renamed.await.expect(200);
    story.anna.delete(&path).await.expect(204);
    story
        .anna
        .post_from_page(&format!("{path}/restore"))
        .await
        .expect(200);
    story.app.run_pending_jobs().await;

    let bodies = receiver.received().into_iter().map(|one| one.body);
    let told: BTreeMap<String, Value> = bodies
        .map(|body| serde_json::from_str(&body).expect("it is JSON"))
        .map(|body: Value| (body["id"].to_string(), body))
        .collect();
    // What was there before the webhook, it is not told.
    let remembered = activity(&story).await.into_iter();
    let remembered: Vec<_> = remembered
        .take_while(|one| one["action"] != "webhook.added")
        .collect();
    assert_eq!((remembered.len(), told.len()), (5, 5));
    for entry in remembered {
        let body = &told[&entry["id"].to_string()];
        assert_eq!(body["type"], entry["action"]);
        for field in ["actor", "subject", "details"] {
            assert_eq!(body[field], entry[field], "{entry}");
        }
    }
}

#[tokio::test]
async fn that_a_webhook_was_switched_off_is_remembered_by_its_host_alone() {
    let receiver = Receiver::reacting([Reaction::Answer(410, "")]).await;
    let story = Story::with(&receiver).await;
    story.tried().await;
    let entry = activity(&story).await.remove(0);
    assert_eq!(entry["action"], "webhook.changed");
    assert_eq!(entry["actor"], Value::Null);
    let subject = json!({ "id": story.webhook, "name": "127.0.0.1" });
    assert_eq!(entry["subject"], subject);
    assert_eq!(entry["details"], json!({ "switched_off": "gone" }));
}

async fn activity(story: &Story) -> Vec<Value> {
    let path = format!("/api/v1/projects/{}/activity", story.project);
    story.anna.get(&path).await.expect(200).items()
}
