//! Pages of what lies in the bucket.

use chrono::{DateTime, Utc};
use s3::serde_types::{ListBucketResult, Object};

use super::super::{Key, Kind, Listed, PAGE_SIZE, Page, StorageError};
use super::S3;
use super::request::persistently;

impl S3 {
    pub(in super::super) async fn list(
        &self,
        kind: Kind,
        after: Option<&str>,
    ) -> Result<Page, StorageError> {
        let after = after.map(|path| self.client.name(path));
        let prefix = self.client.name(kind.prefix());
        let found =
            persistently(|| async { self.objects(prefix.clone(), after.clone(), PAGE_SIZE).await })
                .await?;
        let last = found
            .contents
            .last()
            .and_then(|object| self.client.path(&object.key));
        let next = last.filter(|_| found.is_truncated).map(str::to_owned);
        let items = found
            .contents
            .iter()
            .filter_map(|object| self.listed(object))
            .collect();
        Ok(Page { items, next })
    }

    /// Asks for the name of one object: that tells wrong credentials and a missing bucket as well.
    pub(in super::super) async fn check(&self) -> Result<(), StorageError> {
        self.objects(self.client.name(""), None, 1).await.map(drop)
    }

    async fn objects(
        &self,
        prefix: String,
        after: Option<String>,
        limit: usize,
    ) -> Result<ListBucketResult, StorageError> {
        let bucket = &self.client.bucket;
        Ok(bucket
            .list_page(prefix, None, None, after, Some(limit))
            .await?
            .0)
    }

    fn listed(&self, object: &Object) -> Option<Listed> {
        let key = Key::parse(self.client.path(&object.key)?)?;
        let last_modified = DateTime::parse_from_rfc3339(&object.last_modified).ok()?;
        Some(Listed {
            key,
            size: object.size,
            last_modified: last_modified.with_timezone(&Utc),
        })
    }
}
