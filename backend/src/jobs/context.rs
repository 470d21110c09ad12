//! What a job is given: the process's parts, who asked, and a line to whoever waits.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::failure::{Failure, storable};
use crate::activity::Action;
use crate::app::App;
use crate::error::Error;
use crate::storage::{Key, PutError};

/// One attempt at one job.
#[derive(Clone)]
pub struct Context {
    /// The process's parts.
    pub app: Arc<App>,
    /// The job's id, the same in every attempt.
    pub job: Uuid,
    /// 1 in the first attempt.
    pub attempt: i32,
    /// Who asked for it, where somebody did.
    pub user: Option<Uuid>,
    /// The project it belongs to, where it does.
    pub project: Option<Uuid>,
    pub(super) signals: Arc<Signals>,
}

/// What passes between a running job and its worker.
#[derive(Default)]
pub(super) struct Signals {
    cancelled: CancellationToken,
    progress: AtomicU8,
}

/// A file that a job made, stored already.
#[derive(Clone, Debug)]
pub struct StoredResult {
    pub(super) object: Uuid,
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) size: i64,
    pub(super) sha256: [u8; 32],
    pub(super) lifetime: Duration,
    pub(super) remembered_as: Option<Action>,
    pub(super) replaces_others: bool,
}

impl Context {
    /// Tells how far it is, 0 to 100. Costs nothing: the worker writes it down once a second at most.
    pub fn progress(&self, percent: u8) {
        self.signals
            .progress
            .store(percent.min(100), Ordering::Relaxed);
    }

    /// Whether this attempt was broken off. Only for threads that outlive it: the future of the job
    /// itself is dropped.
    pub fn is_cancelled(&self) -> bool {
        self.signals.cancelled.is_cancelled()
    }

    /// Stores a file as the job's result; it can be had for `lifetime` once the job has succeeded.
    /// If it does not succeed, the sweep removes the object.
    ///
    /// # Errors
    /// Those of the body, or a storage that does not answer.
    pub async fn store<E: Into<Failure>>(
        &self,
        name: impl Into<String>,
        media_type: &str,
        lifetime: Duration,
        body: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<StoredResult, Failure> {
        // A new one for each attempt: one that lost its lease cannot disturb the next.
        let object = Uuid::now_v7();
        let stored = self
            .app
            .storage
            .put_stream(&Key::Result(object), media_type, pin!(body))
            .await
            .map_err(|error| match error {
                PutError::Body(error) => error.into(),
                PutError::Storage(error) => Failure::from(Error::from(error)),
            })?;
        Ok(StoredResult {
            object,
            name: storable(&name.into()),
            media_type: media_type.to_owned(),
            size: i64::try_from(stored.size).unwrap_or(i64::MAX),
            sha256: stored.sha256,
            lifetime,
            remembered_as: None,
            replaces_others: false,
        })
    }
}

impl StoredResult {
    /// The same, and once the job has succeeded its project remembers it.
    #[must_use]
    pub fn remembered_as(self, action: Action) -> Self {
        Self {
            remembered_as: Some(action),
            ..self
        }
    }

    /// The same, and once the job has succeeded, what others of its kind have made for the same person in the
    /// same project expires: what takes much room is kept once.
    #[must_use]
    pub fn in_place_of_others(self) -> Self {
        Self {
            replaces_others: true,
            ..self
        }
    }
}

impl Signals {
    pub(super) fn cancel(&self) {
        self.cancelled.cancel();
    }

    pub(super) async fn cancelled(&self) {
        self.cancelled.cancelled().await;
    }

    pub(super) fn progress(&self) -> u8 {
        self.progress.load(Ordering::Relaxed)
    }
}
