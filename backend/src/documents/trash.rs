//! Empties the trash.

use super::model;
use crate::app::App;
use crate::error::Error;

/// Removes for good what was deleted longer ago than `TRASH_RETENTION_DAYS`, documents and those of
/// deleted projects; how many. The rows go first: a crash leaves objects that nobody knows, for the sweep.
///
/// # Errors
/// Database or storage do not answer; what was removed until then stays removed.
pub async fn empty_trash(app: &App) -> Result<usize, Error> {
    let days = app.config.trash_retention_days;
    let mut removed = 0;
    loop {
        let gone = app
            .db
            .write(move |conn| model::remove_old(conn, days))
            .await?;
        if gone.documents == 0 {
            return Ok(removed);
        }
        for key in &gone.objects {
            app.storage.delete(key).await?;
        }
        removed += gone.documents;
    }
}
