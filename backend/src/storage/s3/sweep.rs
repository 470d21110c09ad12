//! Ends uploads that nobody finished.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use uuid::Uuid;

use super::super::StorageError;
use super::super::model::MultipartUpload;
use super::S3;
use super::upload::{abort, unfinished};

impl S3 {
    pub(in super::super) async fn sweep_partial(
        &self,
        older_than: Duration,
    ) -> Result<u64, StorageError> {
        let age = TimeDelta::from_std(older_than).unwrap_or(TimeDelta::MAX);
        let Some(before) = Utc::now().checked_sub_signed(age) else {
            return Ok(0);
        };
        let (mut swept, mut refused) = (0, None);
        let mut after = Uuid::nil();
        loop {
            let uploads = self
                .db
                .read(move |conn| MultipartUpload::stale(conn, before, after))
                .await?;
            let Some(last) = uploads.last() else {
                return refused.map_or(Ok(swept), Err);
            };
            after = last.id;
            for upload in uploads {
                match self.end(&upload).await {
                    Ok(()) => swept += 1,
                    // One upload that cannot be ended must not keep the others.
                    Err(error @ StorageError::Refused(_)) => refused = Some(error),
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// Aborts one upload and forgets it.
    async fn end(&self, upload: &MultipartUpload) -> Result<(), StorageError> {
        let path = &upload.object_key;
        let ids = match &upload.upload_id {
            Some(id) => vec![id.clone()],
            // The process ended before it learnt the store's name; the store can tell.
            None => unfinished(&self.client, path).await?,
        };
        for id in ids {
            abort(&self.client, path, &id).await?;
        }
        let record = upload.id;
        self.db
            .write(move |conn| MultipartUpload::forget(conn, record))
            .await?;
        Ok(())
    }
}
