//! The queue of jobs in numbers, as it is when somebody asks.

use std::sync::atomic::{AtomicI64, AtomicU64};
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::app::App;
use crate::jobs::{Queue, State};

/// How long the database may take to tell; after that the last known numbers stand.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct InState {
    state: &'static str,
}

pub(super) struct QueueGauges {
    jobs: Family<InState, Gauge<i64, AtomicI64>>,
    oldest: Gauge<f64, AtomicU64>,
    unknown: Gauge<i64, AtomicI64>,
}

impl QueueGauges {
    pub(super) fn new(registry: &mut Registry) -> Self {
        let this = Self {
            jobs: Family::default(),
            oldest: Gauge::default(),
            unknown: Gauge::default(),
        };
        registry.register("jobs", "Jobs that are not done", this.jobs.clone());
        registry.register_with_unit(
            "jobs_oldest_runnable",
            "For how long a job has waited that could run",
            Unit::Seconds,
            this.oldest.clone(),
        );
        registry.register(
            "jobs_unknown",
            "Queued jobs of kinds that this process does not know",
            this.unknown.clone(),
        );
        this
    }

    /// Asks the database, and keeps the last answer where there is none.
    pub(super) async fn update(&self, app: &App) {
        let asked = tokio::time::timeout(PATIENCE, app.db.read(Queue::look)).await;
        let Ok(Ok(queue)) = asked else {
            log::debug!("the queue could not be looked at");
            return;
        };
        for state in [State::Queued, State::Running, State::Dead] {
            let gauge = self.jobs.get_or_create(&InState {
                state: state.as_str(),
            });
            gauge.set(queue.count(state));
        }
        self.oldest.set(queue.oldest_runnable_seconds);
        let known = app.kinds.names();
        let unknown = queue.unknown(&known).map(|(_, count)| count).sum();
        self.unknown.set(unknown);
    }
}
