//! Webhooks: added by owners, signed, sent, tried again, kept out of private networks.

mod delivering;
mod ends;
mod fairness;
mod kills;
mod managing;
mod reach;
mod remembered;
mod retention;
mod secrets;
mod trying;
mod verifying;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Person, REACHABLE, Receiver, Reply, TestApp};

/// An app whose Anna has a project with a webhook for new documents.
struct Story {
    app: TestApp,
    anna: Person,
    project: String,
    webhook: String,
    secret: String,
}

impl Story {
    async fn with(receiver: &Receiver) -> Self {
        Self::at(&receiver.url()).await
    }

    async fn at(url: &str) -> Self {
        Self::on(TestApp::playing(REACHABLE).await, url).await
    }

    async fn on(app: TestApp, url: &str) -> Self {
        let anna = app.person("Anna").await;
        let project = anna.project("Harbour").await;
        let added = add(&anna, &project, url).await.expect(201);
        Self {
            webhook: added.text("id"),
            secret: added.text("secret"),
            app,
            anna,
            project,
        }
    }

    /// Something happens that the webhook wants to know.
    async fn happens(&self) -> Value {
        self.anna.upload(&self.project, "plan.txt", b"moor").await
    }

    /// It happens, and is tried once.
    async fn tried(&self) -> Value {
        self.happens().await;
        self.app.run_pending_jobs().await;
        self.delivery().await
    }

    /// What waits for its next try is tried now.
    async fn try_again(&self) -> Value {
        let database = &self.app.database;
        database
            .execute("UPDATE jobs SET run_at = now() WHERE kind = 'webhook' AND state = 'queued'");
        self.app.run_pending_jobs().await;
        self.delivery().await
    }

    async fn deliveries(&self) -> Vec<Value> {
        let path = format!("{}/deliveries", self.path());
        self.anna.get(&path).await.expect(200).items()
    }

    /// The newest one.
    async fn delivery(&self) -> Value {
        self.deliveries().await.remove(0)
    }

    async fn redeliver(&self, delivery: &Value) -> Reply {
        let id = delivery["id"].as_str().expect("an id");
        let path = format!("{}/deliveries/{id}/redeliver", self.path());
        self.anna.post(&path, json!({})).await
    }

    async fn change(&self, changes: Value) -> Reply {
        self.anna.patch(&self.path(), changes).await
    }

    async fn shown(&self) -> Value {
        self.anna.get(&self.path()).await.expect(200).json()
    }

    fn path(&self) -> String {
        format!("/api/v1/webhooks/{}", self.webhook)
    }

    fn row(&self) -> Value {
        let id: Uuid = self.webhook.parse().expect("a UUID");
        self.app.database.row("webhooks", id)
    }
}

async fn add(person: &Person, project: &str, url: &str) -> Reply {
    let body = json!({ "url": url, "events": ["document.added"] });
    add_with(person, project, body).await
}

async fn add_with(person: &Person, project: &str, body: Value) -> Reply {
    let path = format!("/api/v1/projects/{project}/webhooks");
    person.post(&path, body).await
}
