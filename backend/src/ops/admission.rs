//! Whether this process may begin at all.

use std::future::pending;
use std::time::Duration;

use crate::app::App;
use crate::config::Environment;
use crate::db::migrations;
use crate::error::Error;
use crate::stamp::{self, Stamps};

/// How soon it is asked again what could not be known.
const AGAIN: Duration = Duration::from_secs(2);

const TOO_MIGHTY: &str = "DATABASE_URL's role owns the schema: in production it may change rows and nothing else; let \
    `quayside migrate` use a role of its own, by MIGRATION_DATABASE_URL";

/// What the look showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Schema, database and storage are this process's own.
    Certain,
    /// One of them does not answer. That is no reason not to begin: readiness tells, and it may come back.
    Unknown,
}

/// Refuses to begin on a schema that lacks what this release needs, and on a database or a storage of another
/// environment.
///
/// # Errors
/// What is wrong, and what to do.
pub async fn check(app: &App) -> Result<Admission, String> {
    let database = known(stamp::of_database(app).await)?;
    let storage = known(stamp::of_storage(app).await)?;
    let (is_up, is_known) = (database.is_some(), storage.is_some());
    let stamps = Stamps {
        database: database.flatten(),
        storage: storage.flatten(),
    };
    stamp::judge(app.config.environment, stamp::DATABASE, &stamps)?;
    let fits = is_up && known(schema(app).await)?.is_some();
    if fits && !app.config.environment.is_local() {
        stamp::judge_unstamped(&stamps)?;
    }
    Ok(if fits && is_known {
        Admission::Certain
    } else {
        Admission::Unknown
    })
}

/// Asks again until it is certain, and ends only where the process should not have begun.
pub async fn refusal(app: &App, mut admission: Admission) -> String {
    if admission == Admission::Unknown {
        log::warn!("database or storage does not answer: whether both are ours is asked again");
    }
    while admission == Admission::Unknown {
        tokio::time::sleep(AGAIN).await;
        match check(app).await {
            Ok(next) => admission = next,
            Err(why) => return why,
        }
    }
    pending().await
}

async fn schema(app: &App) -> Result<(), Error> {
    let missing = app.db.read(migrations::missing).await?;
    if missing.is_empty() {
        return privileges(app).await;
    }
    Err(Error::Internal(format!(
        "the schema lacks {}: run `quayside migrate` of this release first",
        missing.join(", ")
    )))
}

/// Whoever gets hold of a server in production must not get hold of the schema.
async fn privileges(app: &App) -> Result<(), Error> {
    let is_production = app.config.environment == Environment::Production;
    if is_production && app.db.read(migrations::is_owner).await? {
        return Err(Error::Internal(TOO_MIGHTY.to_owned()));
    }
    Ok(())
}

/// None where a part does not answer.
fn known<T>(answer: Result<T, Error>) -> Result<Option<T>, String> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(Error::Unavailable { .. }) => Ok(None),
        Err(error) => Err(error
            .cause()
            .map_or_else(|| error.to_string(), str::to_owned)),
    }
}
