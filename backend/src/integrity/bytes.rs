//! Reads an original to its end and compares it with its row.

use futures_util::TryStreamExt;

use super::Damage;
use super::model::Original;
use crate::error::Error;
use crate::storage::{Digest, Key, Storage, StorageError};

/// What is wrong with it, if anything is. A storage that does not answer says nothing about the bytes.
pub(super) async fn compare(
    storage: &Storage,
    original: &Original,
) -> Result<Option<Damage>, Error> {
    let stored = match storage.get_range(&Key::Document(original.id), None).await {
        Err(StorageError::NotFound) => return Ok(Some(Damage::Missing)),
        stored => stored?,
    };
    let digest = stored
        .try_fold(Digest::default(), |mut digest, chunk| async move {
            digest.update(&chunk);
            Ok(digest)
        })
        .await?;
    let stored = digest.finish();
    let size = u64::try_from(original.size).unwrap_or_default();
    Ok(if stored.size != size {
        Some(Damage::Size)
    } else if stored.sha256.as_slice() != original.sha256 {
        Some(Damage::Content)
    } else {
        None
    })
}
