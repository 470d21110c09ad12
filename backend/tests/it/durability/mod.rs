//! Nothing that was accepted is lost: real processes are killed, stopped, cut off and lied to, and every
//! job ends once, or as a dead letter with a reason. Those that take long are for `scripts/rehearse kills`.

mod clock;
mod killed;
mod kinds;
mod outages;
mod payloads;
mod races;
mod workers;

use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;

use crate::harness::{Installation, Person, Server, TestDatabase, eventually};

/// A lease, a heartbeat of the worker that finds it ended, and some time to spare.
const A_LEASE: Duration = Duration::from_secs(60);

/// An installation that serves, somebody who uses it, and a project of hers.
struct Desk {
    installation: Installation,
    anna: Person,
    project: String,
    _server: Server,
}

impl Desk {
    async fn open(installation: Installation) -> Self {
        let server = installation.serve().await;
        let anna = server.person("Anna").await;
        Self {
            project: anna.project("Harbour").await,
            installation,
            anna,
            _server: server,
        }
    }

    fn database(&self) -> &TestDatabase {
        &self.installation.database
    }

    /// Uploads a file, and waits for nothing.
    async fn bring(&self, name: &str, bytes: &[u8]) {
        self.anna.upload(&self.project, name, bytes).await;
    }
}

/// Queues a job, as the clock would.
fn queue(database: &TestDatabase, kind: &str, payload: &str) -> Uuid {
    let id = Uuid::now_v7();
    database.execute(&format!(
        "INSERT INTO jobs (id, kind, payload, max_attempts, dedup_key) \
         VALUES ('{id}', '{kind}', '{payload}', 5, '{kind}')"
    ));
    id
}

/// Waits until a job has ended in that state; its row.
async fn ends(database: &TestDatabase, id: Uuid, state: &str) -> Value {
    eventually(2 * A_LEASE, &format!("the job is {state}"), async || {
        database.job(id)["state"] == state
    })
    .await;
    database.job(id)
}
