//! Cuts a body into parts of the size that object stores want.

use bytes::{Buf, Bytes};
use futures_util::{Stream, StreamExt};

use super::super::digest::{Digest, Stored};
use super::budget::{Budget, Grant, UNIT};

/// The least that S3 takes for every part but the last. 10,000 parts make 48 GiB.
pub(super) const PART_SIZE: usize = 5 * 1024 * 1024;

/// What an upload may hold without asking: no more than its connection buffers anyway.
const FREE: usize = 64 * 1024;

/// Up to [`PART_SIZE`] bytes, with the right to hold them.
pub(super) struct Part {
    pub(super) bytes: Bytes,
    pub(super) grant: Grant,
}

impl Part {
    /// Whether more may follow: only a last part is smaller.
    pub(super) fn is_full(&self) -> bool {
        self.bytes.len() == PART_SIZE
    }
}

/// A body that is read in parts, and hashed while it is.
pub(super) struct Parts<'a, S> {
    body: S,
    /// What was read beyond the end of the part before.
    rest: Bytes,
    digest: Digest,
    budget: &'a Budget,
}

impl<'a, S, E> Parts<'a, S>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    pub(super) fn of(body: S, budget: &'a Budget) -> Self {
        Parts {
            body,
            rest: Bytes::new(),
            digest: Digest::default(),
            budget,
        }
    }

    /// The first part, which may be empty. Nobody knows how long the body is, so memory is asked for
    /// as it grows.
    pub(super) async fn first(&mut self) -> Result<Part, E> {
        let mut buffer = Vec::new();
        let mut grant = Grant::default();
        let mut granted = FREE;
        while self.fill(&mut buffer, granted).await? && granted < PART_SIZE {
            self.budget.unit(&mut grant).await;
            granted = (granted / UNIT + 1) * UNIT;
        }
        Ok(Part {
            bytes: buffer.into(),
            grant,
        })
    }

    /// The next part; `None` at the end of the body.
    pub(super) async fn next(&mut self) -> Result<Option<Part>, E> {
        if self.rest.is_empty() && !self.read().await? {
            return Ok(None);
        }
        let grant = self.budget.part().await;
        let mut buffer = Vec::new();
        self.fill(&mut buffer, PART_SIZE).await?;
        Ok(Some(Part {
            bytes: buffer.into(),
            grant,
        }))
    }

    /// Size and hash, after the last part.
    pub(super) fn finish(self) -> Stored {
        self.digest.finish()
    }

    /// Fills the buffer up to `size`. False if the body ended before.
    async fn fill(&mut self, buffer: &mut Vec<u8>, size: usize) -> Result<bool, E> {
        buffer.reserve_exact(size - buffer.len());
        while buffer.len() < size {
            if self.rest.is_empty() && !self.read().await? {
                return Ok(false);
            }
            let taken = self.rest.len().min(size - buffer.len());
            buffer.extend_from_slice(&self.rest[..taken]);
            self.rest.advance(taken);
        }
        Ok(true)
    }

    /// Reads the next bytes of the body. False at its end.
    async fn read(&mut self) -> Result<bool, E> {
        while self.rest.is_empty() {
            match self.body.next().await {
                Some(chunk) => self.rest = chunk?,
                None => return Ok(false),
            }
            self.digest.update(&self.rest);
        }
        Ok(true)
    }
}
