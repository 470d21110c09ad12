//! How much memory all uploads together may fill: the number of uploads does not multiply it.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::block::{BLOCK_SIZE, Blocks};
use super::part::PART_SIZE;

/// Memory is granted in pieces of this size, so that a small upload takes little.
pub(super) const UNIT: usize = BLOCK_SIZE;

const UNITS_OF_PART: u32 = (PART_SIZE / UNIT) as u32;

/// Full parts that fit into the budget at once.
const PARTS: u32 = 5;

/// The memory for parts, shared by all uploads of the process.
///
/// An upload that holds one half of a part and waits for the other could wait for ever, if all others
/// do the same. So there is room for one more part, the reserve: whoever has it needs no more to fill a
/// part. A full part is sent without waiting for anybody and gives everything back.
#[derive(Clone)]
pub(super) struct Budget {
    units: Arc<Semaphore>,
    reserve: Arc<Semaphore>,
    /// The memory itself.
    pub(super) blocks: Blocks,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            units: Arc::new(Semaphore::new((PARTS * UNITS_OF_PART) as usize)),
            reserve: Arc::new(Semaphore::new(1)),
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
        tokio::select! {
            biased;
            more = self.units.clone().acquire_many_owned(units) => grant.units.extend(more),
            whole = self.reserve.clone().acquire_owned() => grant.reserve = whole.ok(),
        }
    }
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
