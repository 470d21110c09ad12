//! The storage's stamp: a small object of its own, which no listing of documents contains.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};

use super::Stamp;
use crate::error::Error;
use crate::storage::{Key, PutError, Storage, StorageError};

const MEDIA_TYPE: &str = "application/json";

/// How long the storage may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// More than a stamp has.
const MOST: usize = 4096;

pub(super) async fn read(storage: &Storage) -> Result<Option<Stamp>, Error> {
    let text = async {
        let bytes = storage.get_range(&Key::Stamp, None).await?;
        let pieces: Vec<Bytes> = bytes.take(MOST).try_collect().await?;
        Ok(pieces.concat())
    };
    let text = tokio::time::timeout(PATIENCE, text)
        .await
        .map_err(|late| Error::from(StorageError::unavailable(late)))?;
    match text {
        Ok(text) => serde_json::from_slice(&text).map(Some).map_err(unreadable),
        Err(StorageError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Lets the storage carry a stamp, in place of what it carried.
///
/// # Errors
/// The storage's.
pub async fn write(storage: &Storage, stamp: &Stamp) -> Result<(), Error> {
    let text = serde_json::to_vec(stamp).map_err(unreadable)?;
    let body = stream::iter([Ok::<_, Infallible>(Bytes::from(text))]);
    let stored = storage.put_stream(&Key::Stamp, MEDIA_TYPE, body).await;
    match stored {
        Ok(_) => Ok(()),
        Err(PutError::Storage(error)) => Err(error.into()),
        Err(PutError::Body(never)) => match never {},
    }
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Internal(format!("the storage's stamp cannot be read: {error}"))
}
