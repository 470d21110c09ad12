//! The jobs that a worker runs at this moment.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};
use uuid::Uuid;

use super::attempt::attempt;
use crate::app::App;
use crate::error::Error;
use crate::jobs::context::Signals;
use crate::jobs::model::{self, Claimed, Ended, Me, Wanted};
use crate::ops::host;

pub(super) struct Crew {
    app: Arc<App>,
    me: Me,
    concurrency: usize,
    /// Kinds that wait for others' servers, and those that do not.
    kinds: (Vec<&'static str>, Vec<&'static str>),
    tasks: JoinSet<Ended>,
    running: HashMap<Uuid, Running>,
    /// Ended, and not written down yet.
    ended: Vec<Ended>,
}

struct Running {
    waits_for_others: bool,
    signals: Arc<Signals>,
    /// The progress that is written down.
    told: u8,
}

impl Crew {
    pub(super) fn new(app: Arc<App>, concurrency: usize) -> Self {
        let me = Me {
            id: Uuid::now_v7(),
            host: host::name(),
            pid: i32::try_from(std::process::id()).unwrap_or_default(),
            kinds: app.kinds.names(),
            concurrency: i32::try_from(concurrency).unwrap_or(i32::MAX),
        };
        Self {
            kinds: app.kinds.patient_and_busy(),
            app,
            me,
            concurrency,
            tasks: JoinSet::new(),
            running: HashMap::new(),
            ended: Vec::new(),
        }
    }

    /// How many more jobs it may run.
    pub(super) fn room(&self) -> usize {
        self.concurrency.saturating_sub(self.running.len())
    }

    /// How many of those may be of a kind that waits for others.
    fn patient_room(&self) -> usize {
        let most = (self.concurrency / 2).max(1);
        let waiting = self.running.values().filter(|one| one.waits_for_others);
        most.saturating_sub(waiting.count())
    }

    pub(super) fn is_idle(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Whether there are ends to write down.
    pub(super) fn has_news(&self) -> bool {
        !self.ended.is_empty()
    }

    pub(super) fn has_progress(&self) -> bool {
        let mut all = self.running.values();
        all.any(|running| running.signals.progress() != running.told)
    }

    /// Writes down what ended and begins what could be claimed; how many.
    pub(super) async fn exchange(&mut self, room: usize) -> Result<usize, Error> {
        let wanted = Wanted {
            worker: self.me.id,
            patient: self.kinds.0.clone(),
            patient_room: self.patient_room(),
            busy: self.kinds.1.clone(),
            room,
        };
        // Where nobody knows whether it was written, it is written again: the leases make that harmless.
        let ended = self.ended.clone();
        let exchange = move |conn: &mut _| model::exchange(conn, &ended, &wanted);
        let claimed = self.app.db.write(exchange).await?;
        self.ended.clear();
        let count = claimed.len();
        claimed.into_iter().for_each(|job| self.begin(job));
        Ok(count)
    }

    fn begin(&mut self, job: Claimed) {
        // Only known kinds are claimed.
        let Some(kind) = self.app.kinds.get(&job.kind) else {
            return;
        };
        let signals = Arc::<Signals>::default();
        let running = Running {
            waits_for_others: kind.waits_for_others,
            signals: Arc::clone(&signals),
            told: 0,
        };
        self.running.insert(job.lease, running);
        let app = Arc::clone(&self.app);
        self.tasks.spawn(attempt(app, job, kind, signals));
    }

    /// Waits until a job ends, if one runs, and takes note of all that have; whether one did.
    pub(super) async fn wait_for_one(&mut self) -> bool {
        let Some(first) = self.tasks.join_next().await else {
            return false;
        };
        self.note(first);
        // Those that end at the same moment are written down together.
        tokio::task::yield_now().await;
        while let Some(next) = self.tasks.try_join_next() {
            self.note(next);
        }
        true
    }

    fn note(&mut self, joined: Result<Ended, JoinError>) {
        // Only a task that was broken off has no end to tell of: attempts catch panics.
        if let Ok(ended) = joined {
            self.running.remove(&ended.lease);
            self.ended.push(ended);
        }
    }

    /// Gives a sign of life and renews the leases. A job whose lease is lost or whose end somebody wants
    /// is told so.
    pub(super) async fn beat(&mut self) -> Result<(), Error> {
        let progress: Vec<(Uuid, u8)> = self
            .running
            .iter()
            .map(|(lease, running)| (*lease, running.signals.progress()))
            .collect();
        let (me, told) = (self.me.clone(), progress.clone());
        let sign = move |conn: &mut _| model::sign_of_life(conn, &me, &told);
        let held = self.app.db.write(sign).await?;
        for (lease, percent) in progress {
            if let Some(running) = self.running.get_mut(&lease) {
                running.told = percent;
                if held.get(&lease).is_none_or(|is_to_end| *is_to_end) {
                    running.signals.cancel();
                }
            }
        }
        Ok(())
    }

    /// Breaks off what still runs; the leases of those jobs.
    pub(super) async fn break_off(&mut self, patience: Duration) -> Vec<Uuid> {
        self.tasks.abort_all();
        let all = async { while self.wait_for_one().await {} };
        if tokio::time::timeout(patience, all).await.is_err() {
            log::warn!("a job could not be broken off: it blocks its thread");
        }
        self.running.drain().map(|(lease, _)| lease).collect()
    }

    /// Gives jobs back, and says good-bye.
    pub(super) async fn leave(&self, leases: Vec<Uuid>) -> Result<(), Error> {
        let id = self.me.id;
        let leave = move |conn: &mut _| model::leave(conn, id, &leases);
        self.app.db.write(leave).await
    }
}
