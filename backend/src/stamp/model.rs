//! The database's stamp, and what tells whether a storage is its own.

use diesel::prelude::*;
use uuid::Uuid;

use super::Stamp;
use crate::db::has_table;
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
        if !Self::has_a_place(conn)? {
            return Ok(None);
        }
        let row = stamps().first::<(Uuid, String)>(conn).optional()?;
        Ok(row.map(stamp))
    }

    /// Whether the schema has a table for it.
    ///
    /// # Errors
    /// The database's.
    pub fn has_a_place(conn: &mut PgConnection) -> QueryResult<bool> {
        has_table(conn, "installation")
    }

    /// Writes it, unless there is one; which one there is.
    ///
    /// # Errors
    /// The database's.
    pub fn write_once(conn: &mut PgConnection, new: &Stamp) -> Result<Stamp, Error> {
        diesel::insert_into(installation::table)
            .values((
                installation::id.eq(new.installation),
                installation::environment.eq(&new.environment),
            ))
            .on_conflict_do_nothing()
            .execute(conn)?;
        Ok(stamp(stamps().first(conn)?))
    }

    /// Writes it in place of the one that there is.
    ///
    /// # Errors
    /// The database's.
    pub fn rewrite(conn: &mut PgConnection, new: &Stamp) -> Result<(), Error> {
        conn.transaction(|conn| {
            diesel::delete(installation::table).execute(conn)?;
            Self::write_once(conn, new).map(drop)
        })
    }
}

/// Whether one of these documents has a row, in a database that may be empty.
pub(super) fn knows_any(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<bool> {
    if !has_table(conn, "documents")? {
        return Ok(false);
    }
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
