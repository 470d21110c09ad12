//! Jobs behind the API's back: queued, run, and looked at.

use std::sync::Arc;

use quayside::app::App;
use quayside::jobs::{self, Job, NewJob, worker};
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::play::Play;
use super::{Person, SOON, TestApp, TestDatabase, eventually};

/// A worker in this process; one that is dropped falls silent, as if it were killed.
pub(crate) struct TestWorker {
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl TestApp {
    /// Runs everything that is due, and what follows from it; how many attempts that were.
    pub(crate) async fn run_pending_jobs(&self) -> usize {
        let app: Arc<App> = self.app.clone().into_inner();
        let ran = worker::run_pending(&app, 4).await;
        ran.expect("the database answers")
    }

    /// Queues a job, as code of ours does.
    pub(crate) async fn queue(&self, new: NewJob) -> Uuid {
        let queued = self.app.db.write(move |conn| jobs::enqueue(conn, &new));
        queued.await.expect("it is queued")
    }

    /// Queues a play that somebody asked for.
    pub(crate) async fn queue_for(&self, person: &Person, play: Play) -> Uuid {
        self.queue(job(&play).asked_by(uuid(&person.id))).await
    }

    /// Queues a play in somebody's project.
    pub(crate) async fn queue_in(&self, project: &str, person: &Person, play: Play) -> Uuid {
        let new = job(&play).asked_by(uuid(&person.id));
        self.queue(new.within(uuid(project))).await
    }

    /// Queues a job of one of our own kinds, without more to say, and runs it; it must succeed.
    pub(crate) async fn run_kind(&self, kind: &str) {
        let id = Uuid::now_v7();
        self.database.execute(&format!(
            "INSERT INTO jobs (id, kind, payload, max_attempts) VALUES ('{id}', '{kind}', '{{}}', 1)"
        ));
        self.run_pending_jobs().await;
        let row = self.database.job(id);
        assert_eq!(row["state"], "succeeded", "{row}");
    }

    /// Begins to run jobs.
    pub(crate) fn worker(&self, concurrency: usize) -> TestWorker {
        let (stop, stopped) = oneshot::channel();
        let app = self.app.clone().into_inner();
        let task = tokio::spawn(worker::run(app, concurrency, async {
            // Dropped without a word, it is not asked to stop.
            if stopped.await.is_err() {
                std::future::pending::<()>().await;
            }
        }));
        TestWorker { stop, task }
    }
}

impl TestWorker {
    /// Asks it to stop, and waits until it has.
    pub(crate) async fn stop(self) {
        self.stop.send(()).expect("it still works");
        self.task
            .await
            .expect("it does not panic")
            .expect("it ends well");
    }

    /// Ends it in the middle of whatever it does; its jobs go with it.
    pub(crate) async fn kill(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}

impl TestDatabase {
    /// A job's row.
    pub(crate) fn job(&self, id: Uuid) -> Value {
        self.row("jobs", id)
    }

    /// Waits until a job is in a state.
    pub(crate) async fn sees(&self, id: Uuid, state: &str) {
        eventually(SOON, &format!("the job is {state}"), async || {
            self.job(id)["state"] == state
        })
        .await;
    }

    /// Lets the leases of all jobs end, as if nobody had given a sign of life for long.
    pub(crate) fn end_leases(&self) {
        self.execute(
            "UPDATE jobs SET leased_until = now() - interval '1 second' WHERE state = 'running'",
        );
    }
}

/// What makes a job of a kind.
pub(crate) fn job<J: Job>(job: &J) -> NewJob {
    NewJob::of(job).expect("it can be written")
}

fn uuid(id: &str) -> Uuid {
    id.parse().expect("a UUID")
}
