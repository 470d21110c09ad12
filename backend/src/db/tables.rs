//! Whether the schema has a table.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel::sql_types::{Bool, Text};

/// Whether there is a table of this name: before a migration there is none. Whoever goes on without it asks, and does
/// not try: PostgreSQL says what is missing in its administrator's language, and diesel does not hand on the code.
///
/// # Errors
/// The database's.
pub fn has_table(connection: &mut PgConnection, name: &str) -> QueryResult<bool> {
    let is_there = sql::<Bool>("to_regclass(")
        .bind::<Text, _>(name)
        .sql(") IS NOT NULL");
    diesel::select(is_there).get_result(connection)
}

/// Whether a query failed for want of a table: nobody has migrated yet. In a language that is not English it goes
/// unnoticed, and is any other failure of ours.
pub fn is_missing_table(error: &DieselError) -> bool {
    let DieselError::DatabaseError(_, information) = error else {
        return false;
    };
    let message = information.message();
    message.starts_with("relation \"") && message.ends_with("\" does not exist")
}
