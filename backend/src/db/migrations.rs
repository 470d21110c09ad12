//! The schema, as the binary carries it. `quayside migrate` applies it; a server never does.

use std::collections::HashSet;

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::error::Error;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Held while migrating, because diesel takes no lock and two deployments may run at once. The
/// number is arbitrary; the lock ends with the connection.
const LOCK: &str = "SELECT pg_advisory_lock(7118112391)";

/// Applies what is missing and tells which it was.
///
/// # Errors
/// The first migration that fails; those before it stay applied.
pub fn run(connection: &mut PgConnection) -> Result<Vec<String>, Error> {
    connection.batch_execute(LOCK)?;
    let applied = connection
        .run_pending_migrations(MIGRATIONS)
        .map_err(|error| internal(&*error))?;
    Ok(applied.iter().map(ToString::to_string).collect())
}

diesel::table! {
    /// Where diesel keeps which migrations were applied.
    __diesel_schema_migrations (version) {
        /// The migration's name up to the first underscore, without dashes.
        version -> Text,
    }
}

/// Whether every migration of this release is applied. More than those are fine: a newer release
/// may have expanded the schema.
///
/// # Errors
/// The database's.
pub fn all_applied(connection: &mut PgConnection) -> Result<bool, Error> {
    let applied = match __diesel_schema_migrations::table
        .select(__diesel_schema_migrations::version)
        .load::<String>(connection)
    {
        Ok(versions) => versions.into_iter().collect(),
        Err(error) if super::is_missing_table(&error) => HashSet::new(),
        Err(error) => return Err(error.into()),
    };
    let known =
        MigrationSource::<Pg>::migrations(&MIGRATIONS).map_err(|error| internal(&*error))?;
    let is_applied = |version: String| applied.contains(&version);
    Ok(known
        .iter()
        .all(|migration| is_applied(migration.name().version().to_string())))
}

fn internal(error: &dyn std::error::Error) -> Error {
    Error::Internal(format!("migrations: {error}"))
}
