//! The way down.

use diesel::prelude::*;
use diesel_migrations::MigrationHarness;

use super::{Patience, Script, apply, lock, status};
use crate::error::Error;

/// Takes the last migration back, with all that was kept in what it added, and tells its name.
///
/// # Errors
/// That there is none, that this release does not know it, or that it has no way down.
pub fn undo(
    connection: &mut PgConnection,
    scripts: &[Script],
    patience: &Patience,
) -> Result<&'static str, Error> {
    lock::alone(connection, patience.turn, |connection| {
        let applied = status::applied(connection)?;
        let Some(last) = applied.into_keys().max() else {
            return refuse("no migration is applied");
        };
        let Some(script) = scripts.iter().find(|script| script.version() == last) else {
            return refuse(&format!(
                "the last migration is {last}, of a newer release: undo it with that one"
            ));
        };
        if script.down.is_none() {
            return refuse(&format!("{} cannot be undone", script.name));
        }
        apply::limited(
            connection,
            script,
            apply::Way::Down,
            patience,
            |connection| connection.revert_migration(script),
        )?;
        Ok(script.name)
    })
}

fn refuse<T>(why: &str) -> Result<T, Error> {
    Err(Error::Internal(why.to_owned()))
}
