//! The places that the stories run in: a folder, and a bucket of a real server.

use quayside::config::StorageConfig;
use quayside::db::Db;
use quayside::storage::{Key, Kind, Listed, Storage};
use uuid::Uuid;

use super::bucket;
use crate::harness;

/// A storage of its own for one test.
pub(super) struct Place {
    pub(super) storage: Storage,
    pub(super) config: StorageConfig,
    pub(super) db: Db,
}

impl Place {
    pub(super) async fn on_disk() -> Place {
        let root = std::env::temp_dir().join(format!("quayside-storage-{}", Uuid::new_v4()));
        Place::new(StorageConfig::Disk { root }).await
    }

    /// Below a prefix of its own, so that tests do not list each other's objects.
    pub(super) async fn on_s3() -> Place {
        let mut config = harness::s3_config();
        if let StorageConfig::S3 { prefix, .. } = &mut config {
            *prefix = Some(format!("test-{}", Uuid::new_v4()));
        }
        Place::new(config).await
    }

    pub(super) async fn new(config: StorageConfig) -> Place {
        let db = harness::test_db().await;
        let storage = Storage::from_config(&config, db.clone()).expect("the settings can be used");
        Place {
            storage,
            config,
            db,
        }
    }

    /// The same place, as another process sees it.
    pub(super) fn reopened(&self) -> Storage {
        Storage::from_config(&self.config, self.db.clone()).expect("the settings can be used")
    }

    /// Every object, collected page by page, and the number of pages.
    pub(super) async fn everything(&self) -> (Vec<Listed>, usize) {
        let (mut found, mut pages, mut after) = (Vec::new(), 0, None::<String>);
        loop {
            let page = self
                .storage
                .list(Kind::Document, after.as_deref())
                .await
                .expect("a page");
            found.extend(page.items);
            pages += 1;
            after = page.next;
            if after.is_none() {
                return (found, pages);
            }
        }
    }

    /// Fails unless nothing is stored: no object, and no piece of one.
    pub(super) async fn assert_empty(&self) {
        assert!(self.everything().await.0.is_empty(), "an object remains");
        assert_eq!(self.unfinished().await, 0, "an unfinished upload remains");
    }

    /// How many uploads have begun and not ended, on record and in the store itself.
    pub(super) async fn unfinished(&self) -> usize {
        match &self.config {
            StorageConfig::Disk { root } => {
                std::fs::read_dir(root.join(".incoming")).map_or(0, Iterator::count)
            }
            StorageConfig::S3 { .. } => {
                bucket::recorded(&self.db).await + bucket::unfinished(&self.config).await
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let StorageConfig::Disk { root } = &self.config {
            let _ = std::fs::remove_dir_all(root);
        }
    }
}

/// A new name.
pub(super) fn key() -> Key {
    Key::Document(Uuid::now_v7())
}
