//! The thread that moves the bytes of all connections to Redis.

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::Error;

/// One thread of our own: a connection belongs to the runtime that opened it, and those that answer
/// requests may be busy.
pub(super) struct Thread(Option<Runtime>, Handle);

impl Thread {
    pub(super) fn start() -> Result<Self, Error> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("redis")
            .enable_all()
            .build()
            .map_err(|error| Error::Internal(format!("a thread for Redis: {error}")))?;
        let handle = runtime.handle().clone();
        Ok(Self(Some(runtime), handle))
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.1
    }
}

impl Drop for Thread {
    /// A runtime may not be waited for on an async thread.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
