//! The way up.

use std::collections::HashMap;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationConnection;
use diesel::prelude::*;

use super::statements::statements;
use super::{__diesel_schema_migrations as done, Patience, Script, index, lock, status};
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
    let record = |connection: &mut PgConnection| {
        diesel::insert_into(done::table)
            .values(done::version.eq(script.version()))
            .execute(connection)
    };
    let applied = execute(connection, script, script.up, patience, |connection| {
        record(connection).map(drop)
    });
    applied.map_err(|error| told(error, script, patience))
}

/// Executes one direction of a script and writes it down: all or nothing, where that is possible.
pub(super) fn execute(
    connection: &mut PgConnection,
    script: &Script,
    sql: &str,
    patience: &Patience,
    record: impl FnOnce(&mut PgConnection) -> QueryResult<()>,
) -> Result<(), Error> {
    if script.in_transaction {
        limit(connection, patience.lock, patience.statement)?;
        return connection.transaction(|connection| {
            connection.batch_execute(sql)?;
            Ok(record(connection)?)
        });
    }
    // A build beside running work waits for transactions that began before it, and keeps nobody waiting.
    limit(connection, Duration::ZERO, patience.beside)?;
    for statement in statements(sql) {
        if let Some(name) = index::built_beside(&statement) {
            index::drop_if_invalid(connection, name)?;
        }
        connection.batch_execute(&statement)?;
    }
    Ok(record(connection)?)
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
pub(super) fn told(error: Error, script: &Script, patience: &Patience) -> Error {
    let name = script.name;
    let cause = error
        .cause()
        .map_or_else(|| error.to_string(), str::to_owned);
    let kept = if script.in_transaction {
        "nothing of it was applied"
    } else {
        "it goes on where it stopped"
    };
    let why = if cause.contains("due to lock timeout") {
        let seconds = patience.lock.as_secs_f64();
        format!("somebody else held a lock that it needs for longer than {seconds} s")
    } else if cause.contains("due to statement timeout") {
        "a statement took longer than it may".to_owned()
    } else {
        cause
    };
    Error::Internal(format!(
        "{name}: {why}; {kept}, run `quayside migrate` again"
    ))
}
