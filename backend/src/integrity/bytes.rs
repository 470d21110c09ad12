//! Reads an original to its end and compares it with its row.

use futures_util::TryStreamExt;

use super::Damage;
use super::model::Original;
use crate::error::chain;
use crate::storage::{Digest, Key, Storage, StorageError};

/// What is wrong with it, if anything is. What cannot be read, not even the second time, is as good as missing;
/// but a storage that does not answer at all says nothing about the bytes.
pub(super) async fn look(
    storage: &Storage,
    original: &Original,
) -> Result<Option<Damage>, StorageError> {
    if let Ok(found) = compare(storage, original).await {
        return Ok(found);
    }
    match compare(storage, original).await {
        Err(error) if storage.check().await.is_ok() => {
            let (id, cause) = (original.id, chain(&error));
            log::warn!(document:% = id, cause:%; "document {id} cannot be read");
            Ok(Some(Damage::Missing))
        }
        found => found,
    }
}

async fn compare(storage: &Storage, original: &Original) -> Result<Option<Damage>, StorageError> {
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
