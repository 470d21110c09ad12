//! Cuts a body into parts of the size that object stores want.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use reqwest::Body;
use tokio::time::Instant;

use super::super::digest::{Digest, Stored};
use super::super::{PutError, StorageError};
use super::budget::{Budget, Grant, UNIT};

/// S3 takes no part but the last that is smaller than 5 MiB, and no more than 10,000 of them.
pub(super) const PART_SIZE: usize = 6 * 1024 * 1024;

/// What can be sent in such parts: more than a project may hold by default.
pub(in super::super) const LARGEST_OBJECT: u64 = 10_000 * PART_SIZE as u64;

/// What an upload may hold without asking: no more than its connection buffers anyway.
const FREE: usize = 64 * 1024;

/// Up to [`PART_SIZE`] bytes, with the right to hold them.
///
/// They lie in blocks: nothing is moved when a part grows, and equal blocks leave no gaps in memory.
pub(super) struct Part {
    blocks: Vec<Bytes>,
    size: usize,
    grant: Grant,
    begun: Instant,
}

impl Part {
    fn begin(grant: Grant) -> Self {
        Part {
            blocks: Vec::new(),
            size: 0,
            grant,
            begun: Instant::now(),
        }
    }

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
    pub(super) async fn first(&mut self) -> Result<Part, PutError<E>> {
        let mut part = Part::begin(Grant::default());
        let mut start = Vec::new();
        let mut more = self.fill(&mut start, FREE, None).await?;
        part.push(start.into());
        while more && !part.is_full() {
            self.budget.unit(&mut part.grant).await;
            more = self.add_block(&mut part).await?;
        }
        Ok(part)
    }

    /// The next part; `None` at the end of the body.
    pub(super) async fn next(&mut self) -> Result<Option<Part>, PutError<E>> {
        if !self.read(None).await? {
            return Ok(None);
        }
        let mut part = Part::begin(self.budget.part().await);
        while self.add_block(&mut part).await? && !part.is_full() {}
        Ok(Some(part))
    }

    /// Size and hash, after the last part.
    pub(super) fn finish(self) -> Stored {
        self.digest.finish()
    }

    /// Adds a block to the part. False if the body ended before the block was full.
    async fn add_block(&mut self, part: &mut Part) -> Result<bool, PutError<E>> {
        let mut block = self.budget.blocks.take();
        let more = self
            .fill(
                &mut block.bytes,
                UNIT.min(PART_SIZE - part.size),
                Some(part.begun),
            )
            .await?;
        part.push(Bytes::from_owner(block));
        Ok(more)
    }

    /// Fills the buffer up to `size`. False if the body ended before.
    async fn fill(
        &mut self,
        buffer: &mut Vec<u8>,
        size: usize,
        begun: Option<Instant>,
    ) -> Result<bool, PutError<E>> {
        while buffer.len() < size {
            if !self.read(begun).await? {
                return Ok(false);
            }
            let taken = self.rest.len().min(size - buffer.len());
            buffer.extend_from_slice(&self.rest.split_to(taken));
        }
        Ok(true)
    }

    /// Makes sure that `rest` holds something. False at the end of the body. A client that fills a part
    /// begun long ago has to go when others wait for its memory.
    async fn read(&mut self, begun: Option<Instant>) -> Result<bool, PutError<E>> {
        while self.rest.is_empty() {
            let chunk = match begun {
                None => self.body.next().await,
                Some(begun) => tokio::select! {
                    biased;
                    chunk = self.body.next() => chunk,
                    () = self.budget.is_wanted_back(begun) => return Err(too_slow().into()),
                },
            };
            match chunk {
                Some(chunk) => self.rest = chunk.map_err(PutError::Body)?,
                None => return Ok(false),
            }
            self.digest.update(&self.rest);
        }
        Ok(true)
    }
}

fn too_slow() -> StorageError {
    StorageError::unavailable("a slow upload made room for others")
}
