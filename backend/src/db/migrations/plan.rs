//! What `quayside migrate` would do, told without doing it.

use std::fmt;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use serde::Serialize;

use super::statement::Meaning;
use super::statements::statements;
use super::{Script, status};
use crate::error::Error;
use crate::size;

/// The migrations that are to come.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// In their order.
    pub migrations: Vec<Planned>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub struct Planned {
    /// Its name.
    pub name: &'static str,
    /// `expand`: the release before works on, and may be put back. `contract`: it does not.
    pub step: &'static str,
    /// Whether all of it happens or nothing.
    pub in_transaction: bool,
    /// What it does.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Debug, Serialize)]
pub struct Statement {
    /// The statement.
    pub sql: String,
    /// What it locks of that which is in use, as far as it is known.
    pub locks: Vec<Held>,
    /// Whether that is all.
    pub is_known: bool,
    /// Whether the release before may miss what it takes away or narrows.
    pub contracts: bool,
}

/// One lock.
#[derive(Debug, Serialize)]
pub struct Held {
    /// On this table.
    pub table: Table,
    /// In PostgreSQL's words.
    pub lock: &'static str,
    /// Who waits meanwhile.
    pub blocks: &'static str,
}

/// A table that is in use.
#[derive(Debug, QueryableByName, Serialize)]
pub struct Table {
    /// Its name.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// What it takes on the disk, with its indexes.
    #[diesel(sql_type = BigInt)]
    pub bytes: i64,
    /// Its rows, as PostgreSQL estimates them.
    #[diesel(sql_type = BigInt)]
    pub rows: i64,
}

/// Reads what is pending and looks at the tables that it touches. Takes no lock.
///
/// # Errors
/// The database's.
pub fn plan(connection: &mut PgConnection, scripts: &[Script]) -> Result<Plan, Error> {
    let applied = status::applied(connection)?;
    let pending = scripts
        .iter()
        .filter(|script| !applied.contains_key(&script.version()));
    let migrations = pending.map(|script| planned(connection, script));
    Ok(Plan {
        migrations: migrations.collect::<QueryResult<_>>()?,
    })
}

fn planned(connection: &mut PgConnection, script: &Script) -> QueryResult<Planned> {
    let statements = statements(script.up).into_iter();
    let statements = statements.map(|sql| told(connection, sql));
    let statements: Vec<Statement> = statements.collect::<QueryResult<_>>()?;
    let contracts = statements.iter().any(|statement| statement.contracts);
    Ok(Planned {
        name: script.name,
        step: if contracts { "contract" } else { "expand" },
        in_transaction: script.in_transaction,
        statements,
    })
}

/// Nobody waits for what is not there yet, and no release before knows it.
fn told(connection: &mut PgConnection, sql: String) -> QueryResult<Statement> {
    let meaning = Meaning::of(&sql);
    let mut is_about_what_is_there = meaning.subjects == 0;
    let mut locks = Vec::new();
    for (at, (name, lock)) in meaning.locks.iter().enumerate() {
        let Some(table) = table(connection, name)? else {
            continue;
        };
        is_about_what_is_there |= at < meaning.subjects;
        locks.push(Held {
            table,
            lock: lock.name(),
            blocks: lock.blocks(),
        });
    }
    Ok(Statement {
        sql,
        locks,
        is_known: meaning.is_known,
        contracts: meaning.contracts && is_about_what_is_there,
    })
}

/// By its own name, or by that of an index of it.
fn table(connection: &mut PgConnection, name: &str) -> QueryResult<Option<Table>> {
    sql_query(
        "SELECT relname::text AS name, pg_total_relation_size(oid) AS bytes, \
         greatest(reltuples, 0)::bigint AS rows FROM pg_class WHERE oid = coalesce( \
         (SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass($1)), to_regclass($1))",
    )
    .bind::<Text, _>(name)
    .get_result(connection)
    .optional()
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.migrations.is_empty() {
            return writeln!(f, "nothing is to be done: the schema is up to date");
        }
        for migration in &self.migrations {
            let how = if migration.in_transaction {
                "in one transaction"
            } else {
                "statement by statement, beside running work"
            };
            writeln!(f, "{}: {}, {how}", migration.name, migration.step)?;
            for statement in &migration.statements {
                writeln!(f, "  {}", statement.sql.replace('\n', "\n  "))?;
                write!(f, "{statement}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for held in &self.locks {
            writeln!(f, "    -> {held}")?;
        }
        match (self.is_known, self.locks.as_slice()) {
            (true, []) => writeln!(f, "    -> locks nothing that is in use"),
            (true, _) => Ok(()),
            (false, []) => writeln!(f, "    -> what it locks is not known"),
            (false, _) => writeln!(f, "    -> what it locks besides is not known"),
        }
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Table { name, bytes, rows } = &self.table;
        let size = size::in_words(*bytes);
        let (lock, blocks) = (self.lock, self.blocks);
        write!(
            f,
            "{lock} on {name} ({size}, about {rows} rows): makes {blocks} wait"
        )
    }
}
