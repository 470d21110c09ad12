//! Indexes that are built beside running work.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};

use super::statements::words;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The index that a statement builds concurrently.
pub(super) fn built_beside(statement: &str) -> Option<&str> {
    let words = words(statement);
    let at = words
        .iter()
        .position(|word| word.eq_ignore_ascii_case("CONCURRENTLY"))?;
    let is_create = words[0].eq_ignore_ascii_case("CREATE");
    let fillers = ["IF", "NOT", "EXISTS"];
    let is_name = |word: &&&str| !fillers.iter().any(|one| word.eq_ignore_ascii_case(one));
    words[at + 1..]
        .iter()
        .find(is_name)
        .copied()
        .filter(|_| is_create)
}

/// Removes what a build that failed has left behind: an index that costs every write and helps no query,
/// and whose name is taken.
pub(super) fn drop_if_invalid(connection: &mut PgConnection, name: &str) -> QueryResult<()> {
    let found: Count = sql_query(
        "SELECT count(*) AS count FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid",
    )
    .bind::<Text, _>(name)
    .get_result(connection)?;
    if found.count == 0 {
        return Ok(());
    }
    connection.batch_execute(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::migrations::{OURS, statements::statements};

    #[test]
    fn the_index_is_named_behind_concurrently() {
        let named = |statement| built_beside(statement);
        assert_eq!(named("CREATE INDEX CONCURRENTLY a ON b (c)"), Some("a"));
        assert_eq!(
            named("create unique index concurrently if not exists a on b (c)"),
            Some("a")
        );
        assert_eq!(
            named("CREATE INDEX CONCURRENTLY \"a b\" ON c (d)"),
            Some("\"a b\"")
        );
        assert_eq!(named("CREATE INDEX a ON b (c)"), None);
        assert_eq!(named("DROP INDEX CONCURRENTLY IF EXISTS a"), None);
    }

    /// One that broke off in the middle is tried again from its beginning.
    #[test]
    fn outside_of_a_transaction_our_own_statements_can_be_repeated() {
        for script in OURS.iter().filter(|script| !script.in_transaction) {
            for statement in [Some(script.up), script.down]
                .into_iter()
                .flatten()
                .flat_map(statements)
            {
                let can = ["CONCURRENTLY IF NOT EXISTS ", "CONCURRENTLY IF EXISTS "];
                assert!(
                    can.iter().any(|one| statement.contains(one)),
                    "{}: {statement}",
                    script.name
                );
            }
        }
    }
}
