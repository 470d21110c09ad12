//! A worker that is killed when a job has done its work, and the one that finds it.

use serde_json::json;
use uuid::Uuid;

use super::{Desk, ends};
use crate::harness::{Installation, REACHABLE, Receiver, outcome};

/// An installation without patience: everything that nobody needs may go.
pub(super) async fn desk() -> Desk {
    let installation = Installation::new().await.stamped().await;
    let installation = installation.set("TRASH_RETENTION_DAYS", "0");
    let (name, networks) = REACHABLE[0];
    let installation = installation.set(name, networks);
    Desk::open(installation.set("SWEEP_GRACE_SECONDS", "0")).await
}

/// Kills a worker at that moment, and lets another find the job. What both left, a sweep makes
/// `objects` again.
pub(super) async fn is_killed_and_repeated(desk: &Desk, kind: &str, id: Uuid, objects: usize) {
    let database = desk.database();
    database.hold_the_end_of(kind);
    let mut killed = desk.installation.start(&["worker"], "");
    database.stands_still().await;
    killed.signal("KILL");
    assert_eq!(killed.ended().await.code, None, "the signal ended it");
    let row = database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"running".into(), &1.into())
    );
    database.let_go();
    let _other = desk.installation.start(&["worker"], "");
    let row = ends(database, id, "succeeded").await;
    assert_eq!(row["attempts"], 2);
    let swept = desk.installation.run(&["sweep", "--force"]).await;
    assert_eq!(swept.code, Some(0), "{swept:?}");
    assert_eq!(desk.objects(), objects);
    let scenario =
        format!("SIGKILL in the middle of `{kind}`, its work done and not yet written down");
    let objects = if objects == 1 {
        "1 object".to_owned()
    } else {
        format!("{objects} objects")
    };
    outcome(
        &scenario,
        &format!("a second attempt succeeded; {objects} after a sweep, none twice"),
    );
}

impl Desk {
    /// The one job of a kind.
    pub(super) fn only_job(&self, kind: &str) -> Uuid {
        let row = self.database().only(&format!("jobs WHERE kind = '{kind}'"));
        row["id"]
            .as_str()
            .and_then(|id| id.parse().ok())
            .expect("an id")
    }

    /// An archive of the project, made.
    pub(super) async fn exported(&self) -> Uuid {
        let id = self.anna.export(&self.project).await;
        let _worker = self.installation.start(&["worker"], "");
        ends(self.database(), id, "succeeded").await;
        id
    }

    /// Lets a receiver be told of new documents.
    pub(super) async fn tells(&self, receiver: &Receiver) {
        let webhook = json!({ "url": receiver.url(), "events": ["document.added"] });
        let address = format!("/api/v1/projects/{}/webhooks", self.project);
        self.anna.post(&address, webhook).await.expect(201);
    }

    /// How many files lie in the storage.
    pub(super) fn objects(&self) -> usize {
        self.installation.stored_files()
    }
}
