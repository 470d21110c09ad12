//! One limit: so many in so much time.
//!
//! Windows are fixed: the count begins with the first failure and is forgotten when the window ends.
//! Each instance counts what it sees. With Redis all count together as well, and whichever count is
//! full refuses: so an outage of Redis gives nobody back the tries that he had here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use moka::sync::Cache;

use crate::error::Error;
use crate::redis::{Count, Redis};

/// How many different accounts or addresses one window remembers.
const CAPACITY: u64 = 100_000;

pub(super) struct Window {
    name: &'static str,
    limit: u64,
    length: Duration,
    counts: Cache<String, Arc<Tally>>,
    redis: Option<Redis>,
}

/// What this instance saw.
struct Tally {
    since: Instant,
    count: AtomicU64,
}

/// One that was counted, here and, where Redis answered, there.
pub(super) struct Counted {
    here: Arc<Tally>,
    shared: Option<Count>,
}

impl Window {
    pub(super) fn new(
        name: &'static str,
        limit: u64,
        length: Duration,
        redis: Option<Redis>,
    ) -> Self {
        let counts = Cache::builder().max_capacity(CAPACITY).time_to_live(length);
        Self {
            name,
            limit,
            length,
            counts: counts.build(),
            redis,
        }
    }

    /// Counts one more of `key`.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`]; it is not counted then.
    pub(super) async fn count(&self, key: String) -> Result<Counted, Error> {
        let name = format!("{} {key}", self.name);
        let mut counted = Counted {
            here: self.count_here(key)?,
            shared: None,
        };
        let Some(redis) = &self.redis else {
            return Ok(counted);
        };
        match redis.count(&name, self.limit, self.length).await {
            Ok(shared) => {
                counted.shared = shared;
                Ok(counted)
            }
            Err(left) => {
                counted.give_back();
                Err(too_many(left))
            }
        }
    }

    fn count_here(&self, key: String) -> Result<Arc<Tally>, Error> {
        let tally = self.counts.get_with(key, || {
            Arc::new(Tally {
                since: Instant::now(),
                count: AtomicU64::new(0),
            })
        });
        if tally.count.fetch_add(1, Ordering::Relaxed) < self.limit {
            return Ok(tally);
        }
        tally.count.fetch_sub(1, Ordering::Relaxed);
        Err(too_many(self.length.saturating_sub(tally.since.elapsed())))
    }

    /// The largest count of this instance.
    #[cfg(test)]
    pub(super) fn most(&self) -> u64 {
        let counts = self.counts.iter();
        let counts = counts.map(|(_, tally)| tally.count.load(Ordering::Relaxed));
        counts.max().unwrap_or_default()
    }
}

impl Counted {
    pub(super) fn give_back(self) {
        self.here.count.fetch_sub(1, Ordering::Relaxed);
        if let Some(shared) = &self.shared {
            shared.give_back();
        }
    }
}

fn too_many(left: Duration) -> Error {
    Error::TooManyRequests(left.as_secs() + 1)
}
