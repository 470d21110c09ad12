//! The way of the schema up and down, with scripts of the tests' own.

mod beside;
mod generated;
mod planning;
mod undoing;
mod waiting;

use std::process::Command;
use std::time::Duration;

use quayside::db::migrations::{self, Patience, Script};
use quayside::error::Error;

use crate::harness::{TestDatabase, variable};

/// A table, and what is done to it.
const BOATS: Script = Script {
    name: "2030-01-01-000001_boats",
    up: "CREATE TABLE boats (name text NOT NULL)",
    down: Some("DROP TABLE boats"),
    in_transaction: true,
};

const LENGTH: Script = Script {
    name: "2030-01-01-000002_length",
    up: "ALTER TABLE boats ADD COLUMN length integer",
    down: Some("ALTER TABLE boats DROP COLUMN length"),
    in_transaction: true,
};

/// Applies scripts as `quayside migrate` does.
fn run(database: &TestDatabase, scripts: &[Script]) -> Result<Vec<&'static str>, String> {
    patiently(database, scripts, &Patience::default())
}

fn patiently(
    database: &TestDatabase,
    scripts: &[Script],
    patience: &Patience,
) -> Result<Vec<&'static str>, String> {
    migrations::run(&mut database.connection(), scripts, patience).map_err(cause)
}

fn impatient() -> Patience {
    Patience {
        turn: Duration::from_millis(500),
        lock: Duration::from_millis(500),
        statement: Duration::from_secs(1),
        beside: Duration::from_secs(1),
    }
}

fn cause(error: Error) -> String {
    error.cause().expect("it is told").to_owned()
}

/// The schema as `pg_dump` writes it, but for what differs each time without meaning anything.
fn schema(database: &TestDatabase) -> String {
    let program = format!("{}/pg_dump", variable("PG_BIN_DIR"));
    let mut command = Command::new(program);
    let dump = command.args([
        "--schema-only",
        "--no-owner",
        "--dbname",
        database.url.as_str(),
    ]);
    let dump = dump.output().expect("pg_dump runs");
    assert!(dump.status.success(), "{dump:?}");
    let text = String::from_utf8(dump.stdout).expect("text");
    let means_something = |line: &&str| !line.is_empty() && !line.starts_with('\\');
    text.lines()
        .filter(means_something)
        .collect::<Vec<_>>()
        .join("\n")
}
