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
    /// The table that it locks. None where it is not there yet, and where there is none.
    pub table: Option<Table>,
    /// How, in PostgreSQL's words.
    pub lock: Option<&'static str>,
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
    let statements = statements(script.up);
    let contracts = statements.iter().any(|sql| Meaning::of(sql).contracts);
    Ok(Planned {
        name: script.name,
        step: if contracts { "contract" } else { "expand" },
        in_transaction: script.in_transaction,
        statements: statements
            .into_iter()
            .map(|sql| told(connection, sql))
            .collect::<QueryResult<_>>()?,
    })
}

fn told(connection: &mut PgConnection, sql: String) -> QueryResult<Statement> {
    let lock = Meaning::of(&sql).lock;
    let table = match &lock {
        Some((name, _)) => table(connection, name)?,
        None => None,
    };
    // Nobody waits for what is not there yet.
    let lock = lock.filter(|_| table.is_some()).map(|(_, lock)| lock);
    Ok(Statement {
        sql,
        table,
        lock: lock.map(super::statement::Lock::name),
        blocks: lock.map_or("nobody", super::statement::Lock::blocks),
    })
}

fn table(connection: &mut PgConnection, name: &str) -> QueryResult<Option<Table>> {
    sql_query(
        "SELECT relname::text AS name, pg_total_relation_size(oid) AS bytes, \
         greatest(reltuples, 0)::bigint AS rows FROM pg_class WHERE oid = to_regclass($1)",
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
        let (Some(table), Some(lock)) = (&self.table, self.lock) else {
            return writeln!(f, "    -> locks nothing that is in use");
        };
        let (size, rows) = (size::in_words(table.bytes), table.rows);
        writeln!(
            f,
            "    -> {lock} on {} ({size}, about {rows} rows): makes {} wait",
            table.name, self.blocks
        )
    }
}
