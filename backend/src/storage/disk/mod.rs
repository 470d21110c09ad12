//! Objects as files below one folder.

mod incoming;
mod listing;

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::digest::{Digest, Stored};
use super::{ByteStream, Key, Kind, Page, PutError, StorageError};
use incoming::Incoming;

/// How much is read or written at a time: each time is a hop to a thread that may block.
const CHUNK: usize = 256 * 1024;

/// A folder that keeps objects.
#[derive(Clone)]
pub struct Disk {
    root: Arc<Path>,
}

impl Disk {
    pub(super) fn new(root: &Path) -> Disk {
        Disk { root: root.into() }
    }

    pub(super) async fn put_stream<S, E>(
        &self,
        key: &Key,
        mut body: S,
    ) -> Result<Stored, PutError<E>>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let mut incoming = Incoming::create(&self.root).await.map_err(write_error)?;
        let mut digest = Digest::default();
        while let Some(chunk) = body.next().await {
            match chunk {
                Ok(chunk) => {
                    digest.update(&chunk);
                    incoming.write(&chunk).await.map_err(write_error)?;
                }
                Err(error) => {
                    incoming.discard().await;
                    return Err(PutError::Body(error));
                }
            }
        }
        incoming
            .publish(self.file(key))
            .await
            .map_err(write_error)?;
        Ok(digest.finish())
    }

    pub(super) async fn get_range(
        &self,
        key: &Key,
        range: Option<Range<u64>>,
    ) -> Result<ByteStream, StorageError> {
        let mut file = File::open(self.file(key)).await?;
        let range = range.unwrap_or(0..u64::MAX);
        if range.start > 0 {
            file.seek(io::SeekFrom::Start(range.start)).await?;
        }
        let bytes = ReaderStream::with_capacity(file.take(range.end - range.start), CHUNK);
        Ok(bytes.map_err(StorageError::from).boxed())
    }

    pub(super) async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        match fs::remove_file(self.file(key)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    pub(super) async fn list(&self, kind: Kind, after: Option<&str>) -> Result<Page, StorageError> {
        let root = self.root.clone();
        let after = after.unwrap_or_default().to_owned();
        Ok(blocking(move || listing::page(&root, kind, &after)).await?)
    }

    pub(super) async fn check(&self) -> Result<(), StorageError> {
        Ok(fs::create_dir_all(incoming::folder(&self.root)).await?)
    }

    pub(super) async fn sweep_partial(&self, older_than: Duration) -> Result<u64, StorageError> {
        let root = self.root.clone();
        Ok(blocking(move || incoming::sweep(&root, older_than)).await?)
    }

    fn file(&self, key: &Key) -> PathBuf {
        self.root.join(key.path())
    }
}

/// While writing, a missing folder is a fault of the disk, not an object that is not there.
fn write_error(error: io::Error) -> StorageError {
    match error.kind() {
        io::ErrorKind::NotFound => StorageError::unavailable(error),
        _ => error.into(),
    }
}

/// Runs blocking file work where it may block.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}
