//! A multipart upload as the store and our table know it.

use std::sync::Arc;

use s3::serde_types::Part as Tag;
use uuid::Uuid;

use super::super::model::MultipartUpload;
use super::super::{Key, StorageError};
use super::S3;
use super::answer::element;
use super::client::Client;
use super::part::Part;
use super::request::persistently;
use crate::db::Db;

/// An upload that the store has begun.
pub(super) struct Upload {
    client: Arc<Client>,
    db: Db,
    record: Uuid,
    path: String,
    id: String,
}

impl Upload {
    /// Begins one. It is on record before the store hears of it.
    pub(super) async fn initiate(
        s3: &S3,
        key: &Key,
        media_type: &str,
    ) -> Result<Upload, StorageError> {
        let path = key.path();
        let name = s3.client.name(&path);
        let record = {
            let path = path.clone();
            s3.db
                .write(move |conn| MultipartUpload::begin(conn, &path))
                .await?
        };
        let begun = s3
            .client
            .bucket
            .initiate_multipart_upload(&name, media_type)
            .await?;
        Ok(Upload {
            client: s3.client.clone(),
            db: s3.db.clone(),
            record,
            path,
            id: begun.upload_id,
        })
    }

    /// Adds the store's name of the upload to the record.
    pub(super) async fn confirm(&self) -> Result<(), StorageError> {
        let (record, id) = (self.record, self.id.clone());
        self.db
            .write(move |conn| MultipartUpload::confirm(conn, record, &id))
            .await?;
        Ok(())
    }

    pub(super) async fn put_part(&self, number: u32, part: &Part) -> Result<String, StorageError> {
        self.client
            .put_part(&self.path, &self.id, number, part)
            .await
    }

    pub(super) async fn complete(&self, parts: Vec<Tag>) -> Result<(), StorageError> {
        let name = self.client.name(&self.path);
        let bucket = &self.client.bucket;
        let completed = persistently(|| async {
            Ok(bucket
                .complete_multipart_upload(&name, &self.id, parts.clone())
                .await?)
        })
        .await;
        match completed {
            // A try whose answer got lost has ended the upload: then the object is there.
            Err(StorageError::NotFound) => bucket
                .head_object(&name)
                .await
                .map(drop)
                .map_err(Into::into),
            completed => completed.map(drop),
        }
    }

    /// Removes the record, as the upload has ended. A record too many does no harm.
    pub(super) async fn forget(&self) {
        let record = self.record;
        if let Err(error) = self
            .db
            .write(move |conn| MultipartUpload::forget(conn, record))
            .await
        {
            log::warn!("an ended upload stays on record: {error:?}");
        }
    }

    /// Aborts the upload, or leaves it to the sweeper if the store cannot be reached.
    pub(super) async fn abort_or_leave(&self) {
        match abort(&self.client, &self.path, &self.id).await {
            Ok(()) => self.forget().await,
            Err(error) => log::warn!("an upload is left to the sweeper: {error:?}"),
        }
    }
}

/// Aborts an upload. One that the store does not know has ended already.
pub(super) async fn abort(client: &Client, path: &str, id: &str) -> Result<(), StorageError> {
    let name = client.name(path);
    match persistently(|| async { Ok(client.bucket.abort_upload(&name, id).await?) }).await {
        Err(StorageError::NotFound) => Ok(()),
        aborted => aborted,
    }
}

/// The store's names of all uploads to `path` that have not ended.
pub(super) async fn unfinished(client: &Client, path: &str) -> Result<Vec<String>, StorageError> {
    let answer = client
        .ask(&[("uploads", ""), ("prefix", &client.name(path))])
        .await?;
    let ids = answer
        .split("<Upload>")
        .skip(1)
        .filter_map(|upload| element(upload, "UploadId"));
    Ok(ids.map(str::to_owned).collect())
}
