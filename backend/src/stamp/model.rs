//! The database's stamp, and what tells whether a storage is its own.

use diesel::prelude::*;
use uuid::Uuid;

use super::Stamp;
use crate::config::Environment;
use crate::db;
use crate::error::Error;
use crate::schema::{documents, installation};

/// The one row of the table.
pub struct Row;

impl Row {
    /// The stamp; none in a database that was migrated by nobody, or by an older release.
    ///
    /// # Errors
    /// The database's.
    pub fn read(conn: &mut PgConnection) -> Result<Option<Stamp>, Error> {
        match stamps().first::<(Uuid, String)>(conn).optional() {
            Ok(row) => Ok(row.map(stamp)),
            Err(error) if db::is_missing_table(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a new one, unless there is one; which one there is.
    ///
    /// # Errors
    /// The database's.
    pub fn write_once(conn: &mut PgConnection, environment: Environment) -> Result<Stamp, Error> {
        diesel::insert_into(installation::table)
            .values((
                installation::id.eq(Uuid::new_v4()),
                installation::environment.eq(environment.as_str()),
            ))
            .on_conflict_do_nothing()
            .execute(conn)?;
        Ok(stamp(stamps().first(conn)?))
    }

    /// Makes it the one of an environment, under the id that it has.
    ///
    /// # Errors
    /// The database's.
    pub fn rewrite(conn: &mut PgConnection, environment: Environment) -> Result<Stamp, Error> {
        Self::write_once(conn, environment)?;
        diesel::update(installation::table)
            .set(installation::environment.eq(environment.as_str()))
            .execute(conn)?;
        Ok(stamp(stamps().first(conn)?))
    }
}

/// Whether one of these documents has a row.
pub(super) fn knows_any(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<bool> {
    let any = documents::table.filter(documents::id.eq_any(ids));
    diesel::select(diesel::dsl::exists(any)).get_result(conn)
}

#[diesel::dsl::auto_type]
fn stamps() -> _ {
    installation::table.select((installation::id, installation::environment))
}

fn stamp((installation, environment): (Uuid, String)) -> Stamp {
    Stamp {
        installation,
        environment,
    }
}
