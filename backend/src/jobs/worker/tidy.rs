//! What any worker does for all: schedules, jobs whose worker is gone, and kinds that nobody knows.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::HEARTBEAT;
use crate::app::App;
use crate::error::Error;
use crate::jobs::model::{self, Queue};

/// How often somebody is told of kinds that nobody knows.
const ALERT: Duration = Duration::from_secs(60);

pub(super) struct Tidy {
    app: Arc<App>,
    is_planned: bool,
    next: Instant,
    next_alert: Instant,
}

impl Tidy {
    pub(super) fn new(app: &Arc<App>) -> Self {
        Self {
            app: Arc::clone(app),
            is_planned: false,
            next: Instant::now(),
            next_alert: Instant::now(),
        }
    }

    /// Lets others speak first: while the database was away all leases ended, those of the living too.
    pub(super) fn put_off(&mut self) {
        self.next = Instant::now() + HEARTBEAT;
    }

    /// Tidies up with a sign of life, which is `now`, but not with those in between that tell of progress.
    /// What goes wrong is tried again the next time.
    pub(super) async fn if_due(&mut self, now: Instant) {
        if now < self.next {
            return;
        }
        self.next = now + HEARTBEAT;
        if let Err(error) = self.tidy().await {
            log::warn!(cause = error.cause(); "the queue was not tidied: {error}");
        }
    }

    async fn tidy(&mut self) -> Result<(), Error> {
        let (schedules, is_planned) = (self.app.kinds.schedules(), self.is_planned);
        let tidy = move |conn: &mut _| {
            if !is_planned {
                model::plan(conn, &schedules)?;
            }
            model::queue_due(conn, &schedules)?;
            Ok::<_, Error>(model::abandoned(conn)?)
        };
        let abandoned = self.app.db.write(tidy).await?;
        self.is_planned = true;
        if abandoned > 0 {
            log::warn!("{abandoned} jobs were abandoned by their workers");
        }
        self.alert().await
    }

    /// Another release may know them, so they stay; but if none does, an operator should hear of it.
    async fn alert(&mut self) -> Result<(), Error> {
        let now = Instant::now();
        if now < self.next_alert {
            return Ok(());
        }
        self.next_alert = now + ALERT;
        let queue = self.app.db.read(Queue::look).await?;
        for (kind, count) in queue.unknown(&self.app.kinds.names()) {
            log::warn!(kind = kind, count = count; "jobs of a kind that this worker does not know wait in the queue");
        }
        Ok(())
    }
}
