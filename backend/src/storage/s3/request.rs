//! Requests to the object store: signed by `rust-s3`, sent by us, tried more than once.

use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, RANGE};
use reqwest::{RequestBuilder, Response, StatusCode};

use super::super::{ByteStream, StorageError};
use super::answer::{failed, refusal};
use super::client::Client;
use super::part::Part;

/// How long a signature is good for. It is used at once.
const SIGNATURE_SECONDS: u32 = 300;
/// What to wait before the second try and the third.
const PAUSES: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];

impl Client {
    /// Stores a small object.
    pub(super) async fn put(
        &self,
        path: &str,
        media_type: &str,
        part: &Part,
    ) -> Result<(), StorageError> {
        let name = self.name(path);
        persistently(|| async {
            let url = self
                .bucket
                .presign_put(&name, SIGNATURE_SECONDS, None, None)
                .await?;
            let request = self.http.put(url).header(CONTENT_TYPE, media_type);
            success(with_body(request, part)).await.map(drop)
        })
        .await
    }

    /// Sends one part of a multipart upload and returns the store's tag for it.
    pub(super) async fn put_part(
        &self,
        path: &str,
        upload_id: &str,
        number: u32,
        part: &Part,
    ) -> Result<String, StorageError> {
        let name = self.name(path);
        let queries = HashMap::from([
            ("partNumber".to_owned(), number.to_string()),
            ("uploadId".to_owned(), upload_id.to_owned()),
        ]);
        persistently(|| async {
            let queries = Some(queries.clone());
            let url = self
                .bucket
                .presign_put(&name, SIGNATURE_SECONDS, None, queries)
                .await?;
            let response = success(with_body(self.http.put(url), part)).await?;
            let tag = response
                .headers()
                .get(ETAG)
                .and_then(|tag| tag.to_str().ok());
            tag.map(str::to_owned)
                .ok_or_else(|| StorageError::refused("a part without a tag"))
        })
        .await
    }

    /// The bytes of an object or of a range of it.
    pub(super) async fn get(
        &self,
        path: &str,
        range: Option<Range<u64>>,
    ) -> Result<ByteStream, StorageError> {
        let name = self.name(path);
        let response = persistently(|| async {
            let url = self
                .bucket
                .presign_get(&name, SIGNATURE_SECONDS, None)
                .await?;
            let request = self.http.get(url);
            success(match &range {
                Some(range) => {
                    request.header(RANGE, format!("bytes={}-{}", range.start, range.end - 1))
                }
                None => request,
            })
            .await
        })
        .await?;
        if range.is_some() && response.status() != StatusCode::PARTIAL_CONTENT {
            return Err(StorageError::refused(
                "a range was asked for and all was sent",
            ));
        }
        Ok(response.bytes_stream().map_err(failed).boxed())
    }

    /// Removes an object, if it is there.
    pub(super) async fn delete(&self, path: &str) -> Result<(), StorageError> {
        let name = self.name(path);
        let deleted = persistently(|| async { Ok(self.bucket.delete_object(&name).await?) }).await;
        match deleted {
            Ok(_) | Err(StorageError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Asks the bucket itself, with parameters that `rust-s3` has no call for.
    pub(super) async fn ask(&self, queries: &[(&str, &str)]) -> Result<String, StorageError> {
        let queries: HashMap<_, _> = queries
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        persistently(|| async {
            let queries = Some(queries.clone());
            let url = self
                .bucket
                .presign_get("/", SIGNATURE_SECONDS, queries)
                .await?;
            success(self.http.get(url))
                .await?
                .text()
                .await
                .map_err(failed)
        })
        .await
    }
}

/// Tries up to three times, as long as waiting may help. Only for what may happen twice.
pub(super) async fn persistently<T, F>(attempt: impl Fn() -> F) -> Result<T, StorageError>
where
    F: Future<Output = Result<T, StorageError>>,
{
    for pause in PAUSES {
        match attempt().await {
            Err(StorageError::Unavailable(_)) => tokio::time::sleep(pause).await,
            outcome => return outcome,
        }
    }
    attempt().await
}

fn with_body(request: RequestBuilder, part: &Part) -> RequestBuilder {
    request
        .header(CONTENT_LENGTH, part.size())
        .body(part.body())
}

async fn success(request: RequestBuilder) -> Result<Response, StorageError> {
    let response = request.send().await.map_err(failed)?;
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status().as_u16();
    Err(refusal(status, &response.text().await.unwrap_or_default()))
}
