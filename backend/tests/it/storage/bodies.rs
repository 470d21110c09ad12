//! Bodies as uploads bring them, without keeping them in memory.

use std::sync::LazyLock;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};
use quayside::storage::{ByteStream, Stored};
use sha2::{Digest, Sha256};

/// One mebibyte.
pub(super) const MIB: usize = 1024 * 1024;

/// What a client that went away looks like.
#[derive(Debug, PartialEq)]
pub(super) struct GoneAway;

/// A body of `size` bytes in chunks of odd length, each byte telling its place.
pub(super) fn body(size: usize) -> BoxStream<'static, Result<Bytes, GoneAway>> {
    const CHUNK: usize = 61_007;
    let chunks = (0..size)
        .step_by(CHUNK)
        .map(move |from| Ok(bytes(from..size.min(from + CHUNK))));
    stream::iter(chunks).boxed()
}

/// A body that fails after `size` bytes.
pub(super) fn failing_body(size: usize) -> impl Stream<Item = Result<Bytes, GoneAway>> + Unpin {
    body(size).chain(stream::iter([Err(GoneAway)]))
}

/// A body that stands still after `size` bytes.
pub(super) fn stalled_body(size: usize) -> impl Stream<Item = Result<Bytes, GoneAway>> + Unpin {
    body(size).chain(stream::pending())
}

/// The bytes of [`body`] in a range.
pub(super) fn bytes(range: std::ops::Range<usize>) -> Bytes {
    const PERIOD: usize = 251;
    static PATTERN: LazyLock<Vec<u8>> = LazyLock::new(|| {
        (0..1000 * PERIOD)
            .map(|place| (place % PERIOD) as u8)
            .collect()
    });
    let mut bytes = Vec::with_capacity(range.len());
    while bytes.len() < range.len() {
        let from = (range.start + bytes.len()) % PERIOD;
        let to = PATTERN.len().min(from + range.len() - bytes.len());
        bytes.extend_from_slice(&PATTERN[from..to]);
    }
    bytes.into()
}

/// Size and hash of [`body`].
pub(super) fn expected(size: usize) -> Stored {
    Stored {
        size: size as u64,
        sha256: Sha256::digest(bytes(0..size)).into(),
    }
}

/// All that a download brings.
pub(super) async fn read(stream: ByteStream) -> Vec<u8> {
    stream
        .map_ok(|chunk| chunk.to_vec())
        .try_concat()
        .await
        .expect("the download goes through")
}
