//! Whether this process may begin at all.

use crate::app::App;
use crate::db::migrations;
use crate::error::Error;

/// Refuses to begin on a schema that lacks what this release needs. That a database is down refuses nobody:
/// it may come back, and readiness tells.
///
/// # Errors
/// What is wrong, and what to do.
pub async fn check(app: &App) -> Result<(), String> {
    match app.db.read(migrations::missing).await {
        Ok(missing) if missing.is_empty() => Ok(()),
        Ok(missing) => Err(format!(
            "the schema lacks {}: run `quayside migrate` of this release first",
            missing.join(", ")
        )),
        Err(Error::Unavailable { part, cause }) => {
            log::warn!(cause = cause.as_str(); "{part} does not answer: whether the schema fits is not known yet");
            Ok(())
        }
        Err(error) => Err(error
            .cause()
            .map_or_else(|| error.to_string(), str::to_owned)),
    }
}
