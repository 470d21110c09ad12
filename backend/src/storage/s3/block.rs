//! Memory for parts, in pieces that go from upload to upload.
//!
//! Given back to the allocator and asked for again by another thread, such pieces would pile up: the
//! allocator keeps an area for each thread, and returns to the system only what lies at its end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How much one block holds.
pub(super) const BLOCK_SIZE: usize = 1024 * 1024;

/// Blocks that nobody uses right now. They are let go when no upload is left to use them.
#[derive(Clone, Default)]
pub(super) struct Blocks(Arc<Mutex<Shelf>>);

#[derive(Default)]
struct Shelf {
    free: Vec<Vec<u8>>,
    lent: usize,
}

impl Blocks {
    /// An empty block.
    pub(super) fn take(&self) -> Block {
        let mut shelf = self.shelf();
        shelf.lent += 1;
        let bytes = shelf.free.pop();
        let bytes = bytes.unwrap_or_else(|| Vec::with_capacity(BLOCK_SIZE));
        Block {
            bytes,
            home: self.clone(),
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Up to [`BLOCK_SIZE`] bytes. Dropped, it is free for the next part.
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    home: Blocks,
}

impl AsRef<[u8]> for Block {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        let mut shelf = self.home.shelf();
        shelf.lent -= 1;
        shelf.free.push(bytes);
        if shelf.lent == 0 {
            shelf.free = Vec::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_goes_to_the_next_part_and_goes_away_with_the_last() {
        let blocks = Blocks::default();
        let (first, mut second) = (blocks.take(), blocks.take());
        second.bytes.push(7);
        let address = second.bytes.as_ptr();
        drop(second);
        let third = blocks.take();
        assert_eq!(third.bytes.as_ptr(), address);
        assert!(third.bytes.is_empty());
        drop((first, third));
        assert!(blocks.shelf().free.is_empty());
    }
}
