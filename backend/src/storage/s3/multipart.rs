//! One multipart upload, which ends as an object or not at all.

use std::sync::Arc;

use s3::serde_types::Part as Tag;
use tokio::task::JoinSet;

use super::super::{Key, StorageError};
use super::S3;
use super::part::Part;
use super::request::persistently;
use super::upload::Upload;

/// Parts of one upload on their way at once, while the next is filled. With one, the store waits for
/// us between two parts; a third made nothing faster.
const IN_FLIGHT: usize = 2;

/// An upload that has begun. Dropped before it has ended, it is aborted in the background.
pub(super) struct Multipart {
    upload: Arc<Upload>,
    sending: JoinSet<Result<Tag, StorageError>>,
    sent: Vec<Tag>,
    next_number: u32,
    ended: bool,
}

impl Multipart {
    /// Begins an upload of the object `key`.
    pub(super) async fn begin(s3: &S3, key: &Key, media_type: &str) -> Result<Self, StorageError> {
        // Each try is an upload of its own: the store may have begun one whose answer got lost.
        let upload = persistently(|| async { Upload::initiate(s3, key, media_type).await }).await?;
        let multipart = Multipart {
            upload: Arc::new(upload),
            sending: JoinSet::new(),
            sent: Vec::new(),
            next_number: 1,
            ended: false,
        };
        multipart.upload.confirm().await?;
        Ok(multipart)
    }

    /// Sends a part, once those before it have arrived.
    pub(super) async fn send(&mut self, part: Part) -> Result<(), StorageError> {
        while self.sending.len() >= IN_FLIGHT {
            self.arrive().await?;
        }
        let upload = self.upload.clone();
        let part_number = self.next_number;
        self.next_number += 1;
        self.sending.spawn(async move {
            let etag = upload.put_part(part_number, &part).await?;
            Ok(Tag { etag, part_number })
        });
        Ok(())
    }

    /// Makes the parts an object.
    pub(super) async fn complete(&mut self) -> Result<(), StorageError> {
        while !self.sending.is_empty() {
            self.arrive().await?;
        }
        let mut parts = std::mem::take(&mut self.sent);
        parts.sort_unstable_by_key(|part| part.part_number);
        self.upload.complete(parts).await?;
        self.ended = true;
        self.upload.forget().await;
        Ok(())
    }

    /// Aborts the upload. What fails is left to the sweeper, which has the record.
    pub(super) async fn abandon(&mut self) {
        settle(&mut self.sending).await;
        self.upload.abort_or_leave().await;
        self.ended = true;
    }

    async fn arrive(&mut self) -> Result<(), StorageError> {
        if let Some(sent) = self.sending.join_next().await {
            self.sent.push(sent.map_err(StorageError::unavailable)??);
        }
        Ok(())
    }
}

impl Drop for Multipart {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        // Without a runtime the process is about to end: the sweeper will find the record.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return;
        };
        let upload = self.upload.clone();
        let mut sending = std::mem::take(&mut self.sending);
        runtime.spawn(async move {
            settle(&mut sending).await;
            upload.abort_or_leave().await;
        });
    }
}

/// Waits for parts on their way: one that arrives after the abort would stay for ever.
async fn settle(sending: &mut JoinSet<Result<Tag, StorageError>>) {
    while sending.join_next().await.is_some() {}
}
