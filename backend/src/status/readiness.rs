//! Asks the parts how they are.

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::app::App;
use crate::db::migrations;
use crate::error::Error;

/// How long one part may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// The status of a part that answers.
const UP: &str = "ok";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Ok,
    Degraded,
    Unavailable,
}

#[derive(Serialize)]
pub(super) struct Readiness {
    pub(super) status: Status,
    checks: Vec<Check>,
}

#[derive(Serialize)]
struct Check {
    name: &'static str,
    status: &'static str,
    ms: u64,
}

/// An instance should get no traffic while it drains or where the schema is not its own. A part that
/// is down only degrades it: to take every instance out of the proxy would help nobody.
pub(super) async fn readiness(app: &App) -> Readiness {
    let (database, storage, redis) =
        tokio::join!(timed(schema(app)), timed(storage(app)), timed(redis(app)));
    let (fits, database_ms) = database;
    let unfit = matches!(fits, Ok(false));
    let mut checks = vec![
        check("database", fits.is_ok(), database_ms),
        check("migrations", fits.is_ok() && !unfit, database_ms),
        check("storage", storage.0, storage.1),
    ];
    if let (Some(answers), ms) = redis {
        checks.push(check("redis", answers, ms));
    }
    let status = if unfit || app.is_draining() {
        Status::Unavailable
    } else if checks.iter().all(|check| check.status == UP) {
        Status::Ok
    } else {
        Status::Degraded
    };
    Readiness { status, checks }
}

fn check(name: &'static str, up: bool, ms: u64) -> Check {
    Check {
        name,
        status: if up { UP } else { "down" },
        ms,
    }
}

async fn schema(app: &App) -> Result<bool, Error> {
    let asked = app.db.read(migrations::all_applied);
    tokio::time::timeout(PATIENCE, asked)
        .await
        .unwrap_or_else(|_| Err(Error::database_unavailable(&"it takes too long")))
}

async fn storage(app: &App) -> bool {
    match app.storage.check().await {
        Ok(()) => true,
        Err(error) => {
            log::warn!("storage is down: {error}");
            false
        }
    }
}

/// None where there is none to ask.
async fn redis(app: &App) -> Option<bool> {
    match &app.redis {
        Some(redis) => Some(redis.answers().await),
        None => None,
    }
}

async fn timed<T>(work: impl Future<Output = T>) -> (T, u64) {
    let started = Instant::now();
    let answer = work.await;
    (
        answer,
        u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    )
}
