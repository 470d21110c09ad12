//! A look behind the API's back: at what lies in the storage.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::web::Bytes;
use futures_util::stream;
use quayside::app::App;
use quayside::ops::sweep::{self, Swept};
use quayside::stamp::{Row, Stamp, stamp_storage};
use quayside::storage::{Key, Kind};
use uuid::Uuid;

use super::{TestApp, eventually};

/// How long something may take that comes about by itself.
pub(crate) const SOON: Duration = Duration::from_secs(10);

impl TestApp {
    /// The ids of all documents' objects in the storage.
    pub(crate) async fn objects(&self) -> Vec<Uuid> {
        self.listed(Kind::Document).await
    }

    /// The ids of all objects that jobs made.
    pub(crate) async fn results(&self) -> Vec<Uuid> {
        self.listed(Kind::Result).await
    }

    /// The ids of all objects that are thumbnails.
    pub(crate) async fn thumbnails(&self) -> Vec<Uuid> {
        self.listed(Kind::Thumbnail).await
    }

    /// The ids of all objects that are previews.
    pub(crate) async fn previews(&self) -> Vec<Uuid> {
        self.listed(Kind::Preview).await
    }

    /// Gives a document a thumbnail and a preview, as its job does.
    pub(crate) async fn depict(&self, document: &str) {
        for key in [Key::Thumbnail(Uuid::now_v7()), Key::Preview(Uuid::now_v7())] {
            let bytes = stream::iter([Ok::<_, Infallible>(Bytes::from("a picture"))]);
            let stored = self.app.storage.put_stream(&key, "image/jpeg", bytes);
            stored.await.expect("an object");
            let (size, object) = (
                if matches!(key, Key::Preview(_)) {
                    "preview"
                } else {
                    "thumbnail"
                },
                key.id(),
            );
            self.database.execute(&format!(
                "INSERT INTO {size}s (document_id, object, media_type, size, sha256, width, height) \
                 VALUES ('{document}', '{object}', 'image/jpeg', 9, sha256('a picture'), 1, 1); \
                 UPDATE documents SET {size} = 'ready' WHERE id = '{document}'"
            ));
        }
    }

    async fn listed(&self, kind: Kind) -> Vec<Uuid> {
        let page = self.app.storage.list(kind, None).await.expect("a page");
        assert!(page.next.is_none(), "one page is enough for a test");
        page.items.iter().map(|item| item.key.id()).collect()
    }

    /// How many uploads have begun and are neither stored nor cleared away.
    pub(crate) fn unfinished(&self) -> usize {
        let files = std::fs::read_dir(self.folder().join(".incoming"));
        let parts = self.database.count("multipart_uploads");
        files.map_or(0, Iterator::count) + usize::try_from(parts).expect("a small number")
    }

    /// Fails unless there is no document, no object and no piece of one, soon at least.
    pub(crate) async fn expect_nothing_stored(&self) {
        assert_eq!(self.database.count("documents"), 0, "a row remains");
        eventually(SOON, "nothing is stored", async || {
            self.objects().await.is_empty() && self.unfinished() == 0
        })
        .await;
    }

    /// An object that no row knows, as a crash leaves it behind.
    pub(crate) async fn orphan(&self) -> Uuid {
        let id = Uuid::now_v7();
        let bytes = stream::iter([Ok::<_, Infallible>(Bytes::from("nobody's"))]);
        self.app
            .storage
            .put_stream(&Key::Document(id), "text/plain", bytes)
            .await
            .expect("an object");
        id
    }

    /// Stamps database and storage, as `quayside migrate` does.
    pub(crate) async fn stamp(&self) {
        let new = Stamp::new(self.app.config.environment);
        let write = move |conn: &mut _| Row::write_once(conn, &new);
        let stamp = self.app.db.write(write).await.expect("a stamp");
        let stamped = stamp_storage(&self.app.storage, &stamp).await;
        stamped.expect("a stamp");
    }

    /// `quayside sweep`, a process of its own, with this grace.
    pub(crate) async fn sweep(&self, grace: Duration) -> Swept {
        self.stamp().await;
        let mut config = self.app.config.clone();
        config.sweep_grace = grace;
        let sweeper = App::new(config).expect("the app can be made");
        sweep::run(&sweeper, true)
            .await
            .expect("the sweep goes through")
    }
}
