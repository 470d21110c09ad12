//! What was applied, and whether that is enough.

use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Bool;
use serde::Serialize;

use super::{__diesel_schema_migrations as done, OURS, Script};
use crate::error::Error;

/// The schema as this release sees it.
#[derive(Debug, Serialize)]
pub struct Status {
    /// Whether a server of this release may work on it. More than it knows is fine.
    pub fits: bool,
    /// In the order of their versions.
    pub migrations: Vec<Line>,
}

/// One migration.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The version, by which the database knows it.
    pub version: String,
    /// The name, where this release knows it.
    pub name: Option<&'static str>,
    /// Where it stands.
    pub state: State,
    /// When it was applied.
    pub applied_at: Option<DateTime<Utc>>,
}

/// Where a migration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Done.
    Applied,
    /// To be done by `quayside migrate`.
    Pending,
    /// Done, by a newer release.
    Unknown,
}

/// Compares this release with the database.
///
/// # Errors
/// The database's.
pub fn status(connection: &mut PgConnection, scripts: &[Script]) -> Result<Status, Error> {
    let mut applied = applied(connection)?;
    let mut migrations: Vec<_> = scripts
        .iter()
        .map(|script| {
            let version = script.version();
            let at = applied.remove(&version);
            Line {
                name: Some(script.name),
                state: at.map_or(State::Pending, |_| State::Applied),
                applied_at: at,
                version,
            }
        })
        .collect();
    migrations.extend(applied.into_iter().map(|(version, at)| Line {
        version,
        name: None,
        state: State::Unknown,
        applied_at: Some(at),
    }));
    migrations.sort_by(|one, other| one.version.cmp(&other.version));
    let fits = migrations.iter().all(|line| line.state != State::Pending);
    Ok(Status { fits, migrations })
}

/// The migrations of this release that are not applied.
///
/// # Errors
/// The database's.
pub fn missing(connection: &mut PgConnection) -> Result<Vec<&'static str>, Error> {
    let status = status(connection, OURS)?;
    let pending = status
        .migrations
        .iter()
        .filter(|line| line.state == State::Pending);
    Ok(pending.filter_map(|line| line.name).collect())
}

/// Whether every migration of this release is applied. More than those are fine: a newer release
/// may have expanded the schema.
///
/// # Errors
/// The database's.
pub fn all_applied(connection: &mut PgConnection) -> Result<bool, Error> {
    Ok(missing(connection)?.is_empty())
}

/// Whether the connection's role could change the schema: it owns it or something in it, belongs to who does, or
/// may do anything.
///
/// # Errors
/// The database's.
pub fn is_owner(connection: &mut PgConnection) -> QueryResult<bool> {
    let owned: Owned = sql_query(
        "WITH ours AS (SELECT relnamespace AS id FROM pg_class WHERE oid = to_regclass('__diesel_schema_migrations')), \
         owners AS (SELECT nspowner AS id FROM pg_namespace JOIN ours ON oid = ours.id \
         UNION SELECT relowner FROM pg_class JOIN ours ON relnamespace = ours.id \
         UNION SELECT proowner FROM pg_proc JOIN ours ON pronamespace = ours.id) \
         SELECT coalesce(bool_or(pg_has_role(id, 'USAGE')), false) AS is_owned FROM owners",
    )
    .get_result(connection)?;
    Ok(owned.is_owned)
}

#[derive(QueryableByName)]
struct Owned {
    #[diesel(sql_type = Bool)]
    is_owned: bool,
}

/// The versions that are applied, and since when; none where nobody has migrated yet.
pub(super) fn applied(
    connection: &mut PgConnection,
) -> Result<HashMap<String, DateTime<Utc>>, Error> {
    if !super::super::has_table(connection, "__diesel_schema_migrations")? {
        return Ok(HashMap::new());
    }
    let rows = done::table.load::<(String, NaiveDateTime)>(connection)?;
    let applied = rows.into_iter();
    Ok(applied
        .map(|(version, at)| (version, at.and_utc()))
        .collect())
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.migrations {
            let name = line.name.unwrap_or(&line.version);
            match (line.state, line.applied_at) {
                (State::Pending, _) | (_, None) => writeln!(f, "pending  {name}")?,
                (state, Some(at)) => {
                    let newer = if state == State::Unknown {
                        ", by a newer release"
                    } else {
                        ""
                    };
                    writeln!(
                        f,
                        "applied  {name}  {}{newer}",
                        at.format("%Y-%m-%d %H:%M:%S UTC")
                    )?;
                }
            }
        }
        let verdict = if self.fits {
            "the schema fits this release"
        } else {
            "the schema lacks what this release needs: run `quayside migrate`"
        };
        writeln!(f, "{verdict}")
    }
}
