//! The process's part that runs jobs: claims what is due, holds the leases, writes down how it ended.
//!
//! One loop does all of that, so a sign of life also says that the worker still claims. Jobs are tasks
//! beside it; while they run they hold no connection.

mod attempt;
mod crew;
mod tidy;

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::bell::Bell;
use super::model::LEASE;
use crate::app::App;
use crate::error::Error;
use crew::Crew;
use tidy::Tidy;

/// How often leases are renewed: three times before they end.
const HEARTBEAT: Duration = Duration::from_secs(LEASE.as_secs() / 3);

/// How often progress is written down, at most.
const PROGRESS: Duration = Duration::from_secs(1);

/// How often the queue is looked at when nobody rings.
const POLL: Duration = Duration::from_secs(2);

/// The pause after the database did not answer.
const RETRY: Duration = Duration::from_secs(1);

/// How long a worker that ends waits for jobs that it has broken off.
const BREAK_OFF: Duration = Duration::from_secs(5);

/// A worker, at work.
struct Worker {
    crew: Crew,
    tidy: Tidy,
    last_beat: Instant,
    next_beat: Instant,
    next_look: Instant,
    /// Whether the database answered last time: an outage is told once.
    is_heard: bool,
}

/// Runs jobs, `concurrency` at once, until `stop`; then lets them finish within `SHUTDOWN_SECONDS` and
/// gives back the others.
///
/// # Errors
/// No thread for the bell.
pub async fn run(
    app: Arc<App>,
    concurrency: usize,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let (bell, listener) = Bell::hung_up(app.config.database_url.clone(), app.redis.as_ref())?;
    let shutdown = app.config.shutdown;
    let mut worker = Worker::new(app, concurrency);
    log::info!("the worker runs {concurrency} jobs at once");
    let mut stop = pin!(stop);
    while worker.turn(&bell, stop.as_mut()).await {}
    log::info!("the worker stops: no new jobs, running ones may finish");
    worker.finish(&bell, shutdown).await;
    drop(bell);
    // libpq does not like to be surprised by the end of the process.
    let _ = tokio::time::timeout(RETRY, listener).await;
    log::info!("the worker has stopped");
    Ok(())
}

/// Runs all jobs that are due, and those that they queue, until none is left; how many attempts.
///
/// # Errors
/// The database's.
pub async fn run_pending(app: &Arc<App>, concurrency: usize) -> Result<usize, Error> {
    let mut crew = Crew::new(Arc::clone(app), concurrency);
    let mut attempts = 0;
    loop {
        attempts += crew.exchange(crew.room()).await?;
        if !crew.wait_for_one().await && !crew.has_news() {
            return Ok(attempts);
        }
    }
}

impl Worker {
    fn new(app: Arc<App>, concurrency: usize) -> Self {
        Self {
            tidy: Tidy::new(&app),
            crew: Crew::new(app, concurrency),
            last_beat: Instant::now(),
            next_beat: Instant::now(),
            next_look: Instant::now(),
            is_heard: true,
        }
    }

    /// Does what is due, and waits for the next thing to do; whether to go on.
    async fn turn(&mut self, bell: &Bell, stop: Pin<&mut impl Future<Output = ()>>) -> bool {
        self.beat_if_due().await;
        let room = self.crew.room();
        self.exchange(room).await;
        let next = self.next_thing(room);
        tokio::select! {
            biased;
            () = stop => return false,
            _ = self.crew.wait_for_one(), if !self.crew.is_idle() => {}
            () = bell.cancel() => self.next_beat = Instant::now(),
            () = bell.work(), if self.is_heard => self.next_look = Instant::now(),
            () = sleep_until(next) => {}
        }
        true
    }

    /// When there is something to do at the latest, for a worker that takes up to `room` jobs more.
    fn next_thing(&self, room: usize) -> Instant {
        let now = Instant::now();
        let mut next = self.next_beat;
        if self.crew.has_news() {
            next = next.min(if self.is_heard { now } else { self.next_look });
        } else if room > 0 {
            next = next.min(self.next_look);
        }
        if !self.crew.is_idle() {
            next = next.min(now + PROGRESS);
        }
        next
    }

    /// Writes down what ended, and claims up to `room` others.
    async fn exchange(&mut self, room: usize) {
        let now = Instant::now();
        let is_time = now >= self.next_look;
        let has_news = self.crew.has_news() && (self.is_heard || is_time);
        if !has_news && (room == 0 || !is_time) {
            return;
        }
        let claimed = self.crew.exchange(room).await;
        self.next_look = now + if claimed.is_ok() { POLL } else { RETRY };
        self.heard(claimed.map(drop));
    }

    /// Renews the leases when it is time, or when a job has got on.
    async fn beat_if_due(&mut self) {
        let now = Instant::now();
        let has_progress = self.crew.has_progress() && now >= self.last_beat + PROGRESS;
        if now < self.next_beat && !has_progress {
            return;
        }
        self.last_beat = now;
        let beaten = self.crew.beat().await;
        let is_heard = beaten.is_ok();
        self.heard(beaten);
        self.next_beat = Instant::now() + if is_heard { HEARTBEAT } else { RETRY };
        if is_heard {
            self.tidy.if_due(now).await;
        }
    }

    fn heard(&mut self, answer: Result<(), Error>) {
        match &answer {
            Err(error) if self.is_heard => {
                log::warn!(cause = error.cause(); "the worker waits for the database: {error}");
            }
            Ok(()) if !self.is_heard => {
                log::info!("the worker goes on");
                self.tidy.put_off();
            }
            _ => {}
        }
        self.is_heard = answer.is_ok();
    }

    /// Waits for what runs, and gives back what does not end in time.
    async fn finish(mut self, bell: &Bell, patience: Duration) {
        let deadline = Instant::now() + patience;
        while !self.crew.is_idle() && Instant::now() < deadline {
            self.beat_if_due().await;
            self.exchange(0).await;
            let next = self.next_thing(0).min(deadline);
            tokio::select! {
                _ = self.crew.wait_for_one() => {}
                () = bell.cancel() => self.next_beat = Instant::now(),
                () = sleep_until(next) => {}
            }
        }
        let rest = self.crew.break_off(BREAK_OFF).await;
        let given_back = rest.len();
        let mut left = self.crew.exchange(0).await.map(drop);
        if left.is_ok() {
            left = self.crew.leave(rest).await;
        }
        match left {
            Ok(()) => log::info!("{given_back} jobs given back"),
            Err(error) => {
                log::warn!(cause = error.cause(); "what ran is left to its leases: {error}")
            }
        }
    }
}
