//! People who ask without pause, and what they saw.

use std::cell::Cell;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::json;

use crate::harness::{Person, Reply};

/// All answers, and the projects that were acknowledged.
#[derive(Debug, Default)]
pub(super) struct Load {
    pub(super) reads: Vec<Seen>,
    pub(super) writes: Vec<Seen>,
    pub(super) created: Vec<String>,
}

/// One answer.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) status: u16,
    pub(super) began: Instant,
    pub(super) took: Duration,
}

impl Load {
    /// `readers` people list projects and `writers` people make some, until somebody says stop.
    pub(super) async fn run(
        person: &Person,
        readers: usize,
        writers: usize,
        stop: &Cell<bool>,
    ) -> Self {
        let reads = join_all((0..readers).map(|_| read(person, stop)));
        let writes = join_all((0..writers).map(|_| write(person, stop)));
        let (reads, writes) = tokio::join!(reads, writes);
        let (writes, created): (Vec<_>, Vec<_>) = writes.into_iter().unzip();
        Self {
            reads: reads.into_iter().flatten().collect(),
            writes: writes.into_iter().flatten().collect(),
            created: created.into_iter().flatten().collect(),
        }
    }

    /// The answers of both kinds.
    pub(super) fn all(&self) -> impl Iterator<Item = &Seen> {
        self.reads.iter().chain(&self.writes)
    }

    /// Fails unless everything worked or was refused for the moment, in time.
    #[track_caller]
    pub(super) fn assert_served_or_refused_within(&self, limit: Duration) {
        for seen in self.all() {
            assert!(matches!(seen.status, 200 | 201 | 503), "{seen:?}");
            assert!(seen.took < limit, "{seen:?}");
        }
    }

    /// Fails unless whatever was acknowledged is there.
    pub(super) async fn assert_kept(&self, person: &Person) {
        assert!(!self.created.is_empty(), "nothing was written");
        for id in &self.created {
            person
                .get(&format!("/api/v1/projects/{id}"))
                .await
                .expect(200);
        }
    }
}

async fn read(person: &Person, stop: &Cell<bool>) -> Vec<Seen> {
    let mut seen = Vec::new();
    while !stop.get() {
        seen.push(timed(person.get("/api/v1/projects?limit=1")).await.0);
    }
    seen
}

async fn write(person: &Person, stop: &Cell<bool>) -> (Vec<Seen>, Vec<String>) {
    let (mut all, mut created) = (Vec::new(), Vec::new());
    while !stop.get() {
        let project = json!({ "name": "Harbour" });
        let (seen, reply) = timed(person.post("/api/v1/projects", project)).await;
        all.push(seen);
        if reply.status == 201 {
            created.push(reply.text("id"));
        }
    }
    (all, created)
}

async fn timed(answer: impl Future<Output = Reply>) -> (Seen, Reply) {
    let began = Instant::now();
    let reply = answer.await;
    let seen = Seen {
        status: reply.status,
        began,
        took: began.elapsed(),
    };
    (seen, reply)
}
