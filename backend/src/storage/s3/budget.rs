//! How much memory all uploads together may fill: the number of uploads does not multiply it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, sleep_until};

use super::block::{BLOCK_SIZE, Blocks};
use super::part::PART_SIZE;

/// Memory is granted in pieces of this size, so that a small upload takes little.
pub(super) const UNIT: usize = BLOCK_SIZE;

const UNITS_OF_PART: u32 = (PART_SIZE / UNIT) as u32;

/// Full parts that fit into the budget at once.
const PARTS: u32 = 5;

/// How long a client may take to fill a part while others wait for memory. At 5 MiB that is 44 KB/s:
/// slow lines pass, clients that stall do not keep everybody else out.
const PATIENCE: Duration = Duration::from_secs(120);

/// The memory for parts, shared by all uploads of the process.
///
/// An upload that holds one half of a part and waits for the other could wait for ever, if all others
/// do the same. So there is room for one more part, the reserve: whoever has it needs no more to fill a
/// part. A full part is sent without waiting for anybody and gives everything back.
#[derive(Clone)]
pub(super) struct Budget {
    units: Arc<Semaphore>,
    reserve: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    patience: Duration,
    /// The memory itself.
    pub(super) blocks: Blocks,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            units: Arc::new(Semaphore::new((PARTS * UNITS_OF_PART) as usize)),
            reserve: Arc::new(Semaphore::new(1)),
            waiting: Arc::default(),
            patience: PATIENCE,
            blocks: Blocks::default(),
        }
    }
}

impl Budget {
    /// The right to fill a whole part.
    pub(super) async fn part(&self) -> Grant {
        let mut grant = Grant::default();
        self.grow(&mut grant, UNITS_OF_PART).await;
        grant
    }

    /// The right to fill one unit more, unless the grant is for a whole part already.
    pub(super) async fn unit(&self, grant: &mut Grant) {
        self.grow(grant, 1).await;
    }

    async fn grow(&self, grant: &mut Grant, units: u32) {
        if grant.reserve.is_some() {
            return;
        }
        let _waiting = Waiting::among(&self.waiting);
        tokio::select! {
            biased;
            more = self.units.clone().acquire_many_owned(units) => grant.units.extend(more),
            whole = self.reserve.clone().acquire_owned() => grant.reserve = whole.ok(),
        }
    }
}

impl Budget {
    /// Ends when a part that was begun at `since` has to make room: its time is over, and somebody
    /// waits. Each of those who wait takes the place of one.
    pub(super) async fn is_wanted_back(&self, since: Instant) {
        sleep_until(since + self.patience).await;
        while !one_less(&self.waiting) {
            sleep(self.patience / 10).await;
        }
    }
}

/// Counts somebody who waits, until they are served or give up.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn among(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        one_less(self.0);
    }
}

/// False where the count was zero, as when somebody made room before.
fn one_less(count: &AtomicUsize) -> bool {
    let less = |count: usize| count.checked_sub(1);
    count
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
        .is_ok()
}

/// The right to hold memory; it ends when dropped.
#[derive(Default)]
pub(super) struct Grant {
    units: Vec<OwnedSemaphorePermit>,
    reserve: Option<OwnedSemaphorePermit>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_stalls_makes_room_for_whoever_waits() {
        let budget = Budget {
            patience: Duration::from_millis(20),
            ..Budget::default()
        };
        let stalled = async || {
            let _grant = budget.part().await;
            budget.is_wanted_back(Instant::now()).await;
        };
        let stalled = futures_util::future::join_all((0..6).map(|_| stalled()));
        let honest = async {
            sleep(Duration::from_millis(5)).await;
            budget.part().await
        };
        tokio::select! {
            biased;
            _ = stalled => panic!("one place is enough for one who waits"),
            _grant = honest => {}
        }
    }

    #[tokio::test]
    async fn uploads_that_all_wait_for_more_finish_one_after_the_other() {
        let budget = Budget::default();
        let fill = async || {
            let mut grant = Grant::default();
            for _ in 0..UNITS_OF_PART {
                budget.unit(&mut grant).await;
                tokio::task::yield_now().await;
            }
        };
        futures_util::future::join_all((0..100).map(|_| fill())).await;
    }
}
