//! Removes what crashes and broken uploads left behind.

use chrono::Utc;

use super::model;
use crate::app::App;
use crate::error::Error;
use crate::stamp;
use crate::storage::{Kind, Page};

const STRANGERS: &str = "the database knows no document, but the storage holds some: are both of the \
    same installation? Nothing was removed; `quayside sweep --force` removes them";

/// What a sweep removed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Objects that no row knows.
    pub objects: u64,
    /// Uploads that were begun and never finished.
    pub partial: u64,
    /// Ended sessions and old idempotency keys.
    pub rows: u64,
}

/// Removes objects without a row, unfinished uploads, and rows that have ended. What is younger than
/// `SWEEP_GRACE_SECONDS` may belong to an upload that still runs, and stays.
///
/// A database without a single document beside a storage full of objects is more likely the wrong
/// database than the truth: then nothing is removed, unless `force` says so. Nor is anything, whoever says so, unless
/// both carry the stamp of one installation: of a foreign storage no object has a row.
///
/// # Errors
/// Database and storage do not belong together for certain, or do not answer; what was removed until then stays removed.
pub async fn run(app: &App, force: bool) -> Result<Swept, Error> {
    let stamps = stamp::of_both(app).await?;
    stamp::judge_strictly(app.config.environment, &stamps)
        .map_err(|why| Error::Internal(format!("nothing was removed: {why}")))?;
    if !force && app.db.read(model::is_empty).await? && !is_storage_empty(app).await? {
        return Err(Error::Internal(STRANGERS.to_owned()));
    }
    let partial = app.storage.sweep_partial(app.config.sweep_grace).await?;
    let objects = unreferenced(app).await?;
    let rows = app.db.write(model::purge).await? as u64;
    Ok(Swept {
        objects,
        partial,
        rows,
    })
}

async fn is_storage_empty(app: &App) -> Result<bool, Error> {
    Ok(app
        .storage
        .list(Kind::Document, None)
        .await?
        .items
        .is_empty())
}

async fn unreferenced(app: &App) -> Result<u64, Error> {
    let mut removed = 0;
    for kind in Kind::ALL {
        removed += unreferenced_of(app, kind).await?;
    }
    Ok(removed)
}

async fn unreferenced_of(app: &App, kind: Kind) -> Result<u64, Error> {
    let mut removed = 0;
    let mut after = None;
    loop {
        let page = app.storage.list(kind, after.as_deref()).await?;
        removed += sweep_page(app, kind, &page).await?;
        after = page.next;
        if after.is_none() {
            return Ok(removed);
        }
    }
}

async fn sweep_page(app: &App, kind: Kind, page: &Page) -> Result<u64, Error> {
    let youngest = Utc::now() - app.config.sweep_grace;
    let old: Vec<_> = page
        .items
        .iter()
        .filter(|listed| listed.last_modified < youngest)
        .map(|listed| listed.key)
        .collect();
    let ids: Vec<_> = old.iter().map(|key| key.id()).collect();
    let known = app
        .db
        .read(move |conn| model::known(conn, kind, &ids))
        .await?;
    let mut removed = 0;
    for key in old.iter().filter(|key| !known.contains(&key.id())) {
        app.storage.delete(key).await?;
        removed += 1;
    }
    Ok(removed)
}
