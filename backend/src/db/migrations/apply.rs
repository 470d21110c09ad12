//! The way up.

use std::collections::HashMap;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::migration::{self, MigrationConnection, MigrationVersion};
use diesel::prelude::*;
use diesel_migrations::MigrationHarness;

use super::{Patience, Script, lock, status};
use crate::error::Error;

/// Applies what is missing and tells the names of what it was.
///
/// # Errors
/// The first migration that fails; those before it stay applied.
pub fn run(
    connection: &mut PgConnection,
    scripts: &[Script],
    patience: &Patience,
) -> Result<Vec<&'static str>, Error> {
    lock::alone(connection, patience.turn, |connection| {
        connection.setup()?;
        let applied: HashMap<_, _> = status::applied(connection)?;
        let missing = scripts
            .iter()
            .filter(|script| !applied.contains_key(&script.version()));
        missing
            .map(|script| apply(connection, script, patience).map(|()| script.name))
            .collect()
    })
}

fn apply(connection: &mut PgConnection, script: &Script, patience: &Patience) -> Result<(), Error> {
    limited(connection, script, Way::Up, patience, |connection| {
        connection.run_migration(script)
    })
}

/// Where a step leads.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Up,
    Down,
}

impl Way {
    /// What is left where a step failed, and how to try it again.
    fn after_failure(self, in_transaction: bool) -> &'static str {
        match (self, in_transaction) {
            (Self::Up, true) => "nothing of it was applied, run `quayside migrate` again",
            (Self::Up, false) => "it goes on where it stopped, run `quayside migrate` again",
            (Self::Down, true) => "nothing of it was undone, run `quayside migrate undo` again",
            (Self::Down, false) => "it goes on where it stopped, run `quayside migrate undo` again",
        }
    }
}

/// Goes one step, up or down, within the bounds of `patience`.
pub(super) fn limited(
    connection: &mut PgConnection,
    script: &Script,
    way: Way,
    patience: &Patience,
    step: impl FnOnce(&mut PgConnection) -> migration::Result<MigrationVersion<'static>>,
) -> Result<(), Error> {
    let (lock, statement) = if script.in_transaction {
        (patience.lock, patience.statement)
    } else {
        // A build beside running work waits for transactions that began before it, and keeps nobody waiting.
        (Duration::ZERO, patience.beside)
    };
    limit(connection, lock, statement)?;
    step(connection).map(drop).map_err(|error| {
        let error = match error.downcast::<diesel::result::Error>() {
            Ok(error) => Error::from(*error),
            Err(other) => Error::Internal(other.to_string()),
        };
        told(&error, script, way, patience)
    })
}

/// Zero is without end, as in PostgreSQL.
fn limit(connection: &mut PgConnection, lock: Duration, statement: Duration) -> QueryResult<()> {
    connection.batch_execute(&format!(
        "SET lock_timeout = {}; SET statement_timeout = {}",
        lock.as_millis(),
        statement.as_millis()
    ))
}

/// Says which migration it was, and what to do.
fn told(error: &Error, script: &Script, way: Way, patience: &Patience) -> Error {
    let cause = error
        .cause()
        .map_or_else(|| error.to_string(), str::to_owned);
    let why = if cause.contains("due to lock timeout") {
        let seconds = patience.lock.as_secs_f64();
        format!("somebody else held a lock that it needs for longer than {seconds} s")
    } else if cause.contains("due to statement timeout") {
        "a statement took longer than it may".to_owned()
    } else {
        cause
    };
    let then = way.after_failure(script.in_transaction);
    Error::Internal(format!("{}: {why}; {then}", script.name))
}
