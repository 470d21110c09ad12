//! Cuts a body into parts of the size that object stores want.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use reqwest::Body;

use super::super::digest::{Digest, Stored};
use super::budget::{Budget, Grant, UNIT};

/// The least that S3 takes for every part but the last. 10,000 parts make 48 GiB.
pub(super) const PART_SIZE: usize = 5 * 1024 * 1024;

/// What an upload may hold without asking: no more than its connection buffers anyway.
const FREE: usize = 64 * 1024;

/// Up to [`PART_SIZE`] bytes, with the right to hold them.
///
/// They lie in blocks: nothing is moved when a part grows, and equal blocks leave no gaps in memory.
#[derive(Default)]
pub(super) struct Part {
    blocks: Vec<Bytes>,
    size: usize,
    grant: Grant,
}

impl Part {
    /// How many bytes it has.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Whether more may follow: only a last part is smaller.
    pub(super) fn is_full(&self) -> bool {
        self.size == PART_SIZE
    }

    fn push(&mut self, bytes: Bytes) {
        self.size += bytes.len();
        self.blocks.push(bytes);
    }

    /// The bytes as the body of a request, from the same blocks each time.
    pub(super) fn body(&self) -> Body {
        Body::wrap_stream(stream::iter(
            self.blocks.clone().into_iter().map(Ok::<_, Infallible>),
        ))
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
        let mut part = Part::default();
        let mut start = Vec::new();
        let mut more = self.fill(&mut start, FREE).await?;
        part.push(start.into());
        while more && !part.is_full() {
            self.budget.unit(&mut part.grant).await;
            more = self.add_block(&mut part).await?;
        }
        Ok(part)
    }

    /// The next part; `None` at the end of the body.
    pub(super) async fn next(&mut self) -> Result<Option<Part>, E> {
        if !self.read().await? {
            return Ok(None);
        }
        let mut part = Part {
            grant: self.budget.part().await,
            ..Part::default()
        };
        while self.add_block(&mut part).await? && !part.is_full() {}
        Ok(Some(part))
    }

    /// Size and hash, after the last part.
    pub(super) fn finish(self) -> Stored {
        self.digest.finish()
    }

    /// Adds a block to the part. False if the body ended before the block was full.
    async fn add_block(&mut self, part: &mut Part) -> Result<bool, E> {
        let mut block = self.budget.blocks.take();
        let more = self
            .fill(&mut block.bytes, UNIT.min(PART_SIZE - part.size))
            .await?;
        part.push(Bytes::from_owner(block));
        Ok(more)
    }

    /// Fills the buffer up to `size`. False if the body ended before.
    async fn fill(&mut self, buffer: &mut Vec<u8>, size: usize) -> Result<bool, E> {
        while buffer.len() < size {
            if !self.read().await? {
                return Ok(false);
            }
            let taken = self.rest.len().min(size - buffer.len());
            buffer.extend_from_slice(&self.rest.split_to(taken));
        }
        Ok(true)
    }

    /// Makes sure that `rest` holds something. False at the end of the body.
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
