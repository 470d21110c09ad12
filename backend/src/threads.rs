//! A few threads of their own for one kind of work that blocks, so that it cannot take another's.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::Error;

/// Threads with one queue before them: whoever finishes takes what waits longest, without the detour
/// over an async thread. They start when there is work, and end when there is none.
pub struct Threads {
    runtime: Option<Runtime>,
    handle: Handle,
    patience: Duration,
}

/// Why work was not done.
#[derive(Debug)]
pub enum Undone {
    /// No thread was free in time. The work has not begun, and never will.
    Busy,
    /// It panicked; with what it said.
    Panicked(String),
}

impl Threads {
    /// At most `count` threads; work waits `patience` at most.
    ///
    /// # Errors
    /// [`Error::Internal`] where the system has no threads to give.
    pub fn new(name: &'static str, count: usize, patience: Duration) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread()
            .max_blocking_threads(count)
            .thread_name(name)
            .build()
            .map_err(|error| Error::Internal(format!("threads for {name}: {error}")))?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
            patience,
        })
    }

    /// Does `work` on one of the threads. If this future is dropped before the work began, it is not
    /// done; once it began, it goes on to its end.
    ///
    /// # Errors
    /// [`Undone`].
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let turn = Turn::default();
        let theirs = Arc::clone(&turn.0);
        let mut done = self
            .handle
            .spawn_blocking(move || (!theirs.swap(true, Ordering::AcqRel)).then(work));
        let end = match tokio::time::timeout(self.patience, &mut done).await {
            Ok(end) => end,
            Err(_) if turn.take() => return Err(Undone::Busy),
            Err(_) => done.await,
        };
        end.map_err(|panic| Undone::Panicked(panic.to_string()))?
            .ok_or(Undone::Busy)
    }
}

impl Drop for Threads {
    /// A runtime may not be waited for on an async thread.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Taken once: by the thread that begins the work, or by whoever no longer wants it.
#[derive(Default)]
struct Turn(Arc<AtomicBool>);

impl Turn {
    fn take(&self) -> bool {
        !self.0.swap(true, Ordering::AcqRel)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.take();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn no_more_run_at_once_than_there_are_threads() {
        let threads = threads(Duration::from_millis(50));
        let (release, hold) = mpsc::channel::<()>();
        let held = threads.run(move || hold.recv());
        let waiting = async {
            assert!(matches!(threads.run(|| ()).await, Err(Undone::Busy)));
            release.send(()).expect("it is held");
        };
        let (held, ()) = tokio::join!(held, waiting);
        assert!(matches!(held, Ok(Ok(()))));
        assert!(threads.run(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_not_begun() {
        let threads = threads(Duration::from_secs(10));
        let (release, hold) = mpsc::channel::<()>();
        let (tell, told) = mpsc::channel();
        let held = threads.run(move || hold.recv());
        let impatient = tokio::time::timeout(
            Duration::from_millis(50),
            threads.run(move || tell.send("begun")),
        );
        let waiting = async {
            assert!(impatient.await.is_err());
            release.send(()).expect("it is held");
        };
        let (_, ()) = tokio::join!(held, waiting);
        threads.run(|| ()).await.expect("a thread is free again");
        assert!(told.try_recv().is_err());
    }

    #[tokio::test]
    async fn a_panic_is_told_and_takes_no_thread_along() {
        let threads = threads(Duration::from_secs(10));
        let panicked = threads.run(|| panic!("no wind")).await;
        assert!(matches!(panicked, Err(Undone::Panicked(told)) if told.contains("no wind")));
        assert!(threads.run(|| ()).await.is_ok());
    }

    fn threads(patience: Duration) -> Threads {
        Threads::new("testing", 1, patience).expect("there is a thread")
    }
}
