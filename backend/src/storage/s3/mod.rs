//! Objects in a bucket of an S3 compatible store.
//!
//! `rust-s3` signs, lists and manages multipart uploads; the bytes travel through a client of our own
//! ([`request`]), because a part must be sent again from the same buffer, a range must be streamed, and
//! a whole body must not be under one time-out.

mod answer;
mod block;
mod budget;
mod client;
mod listing;
mod multipart;
mod part;
mod request;
mod sweep;
mod upload;

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::Stream;

use super::digest::Stored;
use super::{ByteStream, Key, PutError, StorageError};
use crate::config::StorageConfig;
use crate::db::Db;
use budget::Budget;
use client::Client;
use multipart::Multipart;
pub(super) use part::LARGEST_OBJECT;
use part::Parts;

/// A bucket, or the part of one below a prefix. Cheap to clone.
#[derive(Clone)]
pub struct S3 {
    client: Arc<Client>,
    db: Db,
    budget: Budget,
}

impl S3 {
    pub(super) fn from_config(config: &StorageConfig, db: Db) -> Result<S3, StorageError> {
        Ok(S3 {
            client: Arc::new(Client::from_config(config)?),
            db,
            budget: Budget::default(),
        })
    }

    pub(super) async fn put_stream<S, E>(
        &self,
        key: &Key,
        media_type: &str,
        body: S,
    ) -> Result<Stored, PutError<E>>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let mut parts = Parts::of(body, &self.budget);
        let first = parts.first().await?;
        if first.is_full() {
            let mut upload = Multipart::begin(self, key, media_type).await?;
            upload.send(first).await?;
            self.send_rest(&mut upload, &mut parts).await?;
        } else {
            self.client.put(&key.path(), media_type, &first).await?;
        }
        Ok(parts.finish())
    }

    pub(super) async fn get_range(
        &self,
        key: &Key,
        range: Option<Range<u64>>,
    ) -> Result<ByteStream, StorageError> {
        self.client.get(&key.path(), range).await
    }

    pub(super) async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        self.client.delete(&key.path()).await
    }

    async fn send_rest<S, E>(
        &self,
        upload: &mut Multipart,
        parts: &mut Parts<'_, S>,
    ) -> Result<(), PutError<E>>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let sent = async {
            while let Some(part) = parts.next().await? {
                upload.send(part).await?;
            }
            Ok(upload.complete().await?)
        };
        let sent = sent.await;
        if sent.is_err() {
            upload.abandon().await;
        }
        sent
    }
}
