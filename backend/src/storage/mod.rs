//! Where the bytes are: a few verbs, the same for every place that can keep them.
//!
//! Bodies stream both ways in bounded memory, and are counted and hashed on the way in. An object
//! appears under its key whole or not at all; it is never changed afterwards. What a crash or a broken
//! upload leaves behind is found by [`Storage::list`] (an object without a row) or removed by
//! [`Storage::sweep_partial`] (pieces that never became an object).

mod digest;
mod disk;
mod error;
mod key;
mod model;
mod s3;

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream::{self, BoxStream};
use futures_util::{Stream, StreamExt};

use crate::config::StorageConfig;
use crate::db::Db;

pub(crate) use digest::Digest;
pub use digest::Stored;
pub use disk::Disk;
pub use error::{PutError, StorageError};
pub use key::{Key, Kind};
pub use s3::S3;

/// What every place can keep as one object, in bytes.
pub const LARGEST_OBJECT: u64 = s3::LARGEST_OBJECT;

const CHECK_TIMEOUT: Duration = Duration::from_secs(2);

/// Objects of one page of [`Storage::list`], at most.
const PAGE_SIZE: usize = 1000;

/// The bytes of an object, in chunks of moderate size.
pub type ByteStream = BoxStream<'static, Result<Bytes, StorageError>>;

/// The place that keeps the objects. Cheap to clone.
#[derive(Clone)]
pub enum Storage {
    /// A folder of this machine.
    Disk(Disk),
    /// A bucket of an S3 compatible object store.
    S3(S3),
}

/// An object that was found by listing.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its name.
    pub key: Key,
    /// Length in bytes.
    pub size: u64,
    /// When it was stored, by the clock of the store.
    pub last_modified: DateTime<Utc>,
}

/// A part of a listing.
#[derive(Debug)]
pub struct Page {
    /// The objects, in order of their paths. May be empty though more follow.
    pub items: Vec<Listed>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<String>,
}

impl Storage {
    /// Prepares the configured place without touching it: it may be down, and come up later.
    ///
    /// # Errors
    /// [`StorageError::Refused`] for settings that cannot be used.
    pub fn from_config(config: &StorageConfig, db: Db) -> Result<Storage, StorageError> {
        Ok(match config {
            StorageConfig::Disk { root } => Storage::Disk(Disk::new(root)),
            StorageConfig::S3 { .. } => Storage::S3(S3::from_config(config, db)?),
        })
    }

    /// Stores a body of unknown length under `key`.
    ///
    /// If the body fails, or this future is dropped, what was written goes away again.
    ///
    /// # Errors
    /// [`PutError::Body`] with the error of the body, or [`PutError::Storage`].
    pub async fn put_stream<S, E>(
        &self,
        key: &Key,
        media_type: &str,
        body: S,
    ) -> Result<Stored, PutError<E>>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        match self {
            Storage::Disk(disk) => disk.put_stream(key, body).await,
            Storage::S3(s3) => s3.put_stream(key, media_type, body).await,
        }
    }

    /// The bytes of an object, or a range of them, which must lie within it. An empty range is an empty
    /// stream, whatever is stored.
    ///
    /// What can be known before the first byte is an error of this call, not of the stream.
    ///
    /// # Errors
    /// [`StorageError::NotFound`] where there is no such object.
    pub async fn get_range(
        &self,
        key: &Key,
        range: Option<Range<u64>>,
    ) -> Result<ByteStream, StorageError> {
        if range.as_ref().is_some_and(Range::is_empty) {
            return Ok(stream::empty().boxed());
        }
        match self {
            Storage::Disk(disk) => disk.get_range(key, range).await,
            Storage::S3(s3) => s3.get_range(key, range).await,
        }
    }

    /// Removes an object. That it is not there is no error.
    ///
    /// # Errors
    /// Only those of a storage that does not work.
    pub async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        match self {
            Storage::Disk(disk) => disk.delete(key).await,
            Storage::S3(s3) => s3.delete(key).await,
        }
    }

    /// One page of the objects of a kind, beginning after the `next` of the page before.
    ///
    /// # Errors
    /// Only those of a storage that does not work.
    pub async fn list(&self, kind: Kind, after: Option<&str>) -> Result<Page, StorageError> {
        match self {
            Storage::Disk(disk) => disk.list(kind, after).await,
            Storage::S3(s3) => s3.list(kind, after).await,
        }
    }

    /// Whether objects can be reached at all. Answers within two seconds.
    ///
    /// # Errors
    /// Why they cannot.
    pub async fn check(&self) -> Result<(), StorageError> {
        let check = async {
            match self {
                Storage::Disk(disk) => disk.check().await,
                Storage::S3(s3) => s3.check().await,
            }
        };
        tokio::time::timeout(CHECK_TIMEOUT, check)
            .await
            .map_err(StorageError::unavailable)?
    }

    /// Removes uploads that began longer ago than `older_than` and never ended. Returns how many.
    ///
    /// # Errors
    /// Those of the storage, or [`StorageError::Records`]. The rest is left to the next sweep.
    pub async fn sweep_partial(&self, older_than: Duration) -> Result<u64, StorageError> {
        match self {
            Storage::Disk(disk) => disk.sweep_partial(older_than).await,
            Storage::S3(s3) => s3.sweep_partial(older_than).await,
        }
    }
}
