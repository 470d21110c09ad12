//! What makes a kind of job, and the list of the kinds that a process knows.

use std::collections::BTreeMap;
use std::future::ready;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::context::{Context, StoredResult};
use super::failure::Failure;
use super::model::NewJob;
use crate::error::Error;

/// How an attempt ended: perhaps with a file for whoever asked for it.
pub type Outcome = Result<Option<StoredResult>, Failure>;

/// A kind of job; the implementing struct is the payload, kept as JSON.
///
/// An attempt may be broken off at any `.await`, by a time-out, a cancellation or the end of the process,
/// and be made again: what it did until then must do no harm, and what it holds must be given back when
/// it is dropped. It must not block its thread.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The name in the table.
    const KIND: &'static str;
    /// How often it is tried before it is a dead letter. With the usual pauses an outage of an hour
    /// costs no job.
    const MAX_ATTEMPTS: i32 = 10;
    /// How long one attempt may take.
    const TIMEOUT: Duration = Duration::from_secs(300);
    /// The pause after the first failure; it doubles with each further one.
    const BACKOFF: Duration = Duration::from_secs(10);

    /// Whether it mostly waits for somebody else's server. All such kinds together get no more than half of a
    /// worker's places, so that others find one however slow those servers are.
    const WAITS_FOR_OTHERS: bool = false;

    /// Does the work.
    fn run(self, context: Context) -> impl Future<Output = Outcome> + Send;
}

/// A kind that is queued by the clock.
pub trait Scheduled: Job + Default {
    /// How often. A slot is missed where the one before still runs.
    const EVERY: Duration;
}

/// The kinds that a process knows. A worker claims no others.
#[derive(Clone, Default)]
pub struct Kinds(BTreeMap<&'static str, Kind>);

#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) timeout: Duration,
    pub(super) backoff: Duration,
    pub(super) waits_for_others: bool,
    pub(super) schedule: Option<Schedule>,
    start: fn(Value, Context) -> BoxFuture<'static, Outcome>,
}

#[derive(Clone, Copy)]
pub(super) struct Schedule {
    pub(super) every: Duration,
    pub(super) job: fn() -> Result<NewJob, Error>,
}

impl Kinds {
    /// The same kinds and one more.
    #[must_use]
    pub fn with<J: Job>(mut self) -> Self {
        let kind = Kind {
            timeout: J::TIMEOUT,
            backoff: J::BACKOFF,
            waits_for_others: J::WAITS_FOR_OTHERS,
            schedule: None,
            start: start::<J>,
        };
        self.0.insert(J::KIND, kind);
        self
    }

    /// The same kinds and one that is queued by the clock.
    #[must_use]
    pub fn scheduled<J: Scheduled>(self) -> Self {
        let mut kinds = self.with::<J>();
        if let Some(kind) = kinds.0.get_mut(J::KIND) {
            kind.schedule = Some(Schedule {
                every: J::EVERY,
                job: || Ok(NewJob::of(&J::default())?.once(J::KIND)),
            });
        }
        kinds
    }

    pub(super) fn get(&self, name: &str) -> Option<Kind> {
        self.0.get(name).copied()
    }

    /// Their names, in order.
    pub fn names(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }

    /// Those that wait for others, and all the rest.
    pub(super) fn patient_and_busy(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        self.names()
            .into_iter()
            .partition(|name| self.get(name).is_some_and(|kind| kind.waits_for_others))
    }

    pub(super) fn schedules(&self) -> Vec<(&'static str, Schedule)> {
        self.0
            .iter()
            .filter_map(|(name, kind)| Some((*name, kind.schedule?)))
            .collect()
    }
}

impl Kind {
    pub(super) fn start(&self, payload: Value, context: Context) -> BoxFuture<'static, Outcome> {
        (self.start)(payload, context)
    }
}

fn start<J: Job>(payload: Value, context: Context) -> BoxFuture<'static, Outcome> {
    match serde_json::from_value::<J>(payload) {
        Ok(job) => job.run(context).boxed(),
        Err(error) => ready(Err(Failure::unreadable(&error))).boxed(),
    }
}
