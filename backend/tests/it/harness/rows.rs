//! A look at the rows, and a hand on what no request can change, such as the time.

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::TestDatabase;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

impl TestDatabase {
    /// Runs statements.
    pub(crate) fn execute(&self, sql: &str) {
        self.connection()
            .batch_execute(sql)
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// How many rows there are, as in `count("sessions WHERE …")`.
    pub(crate) fn count(&self, rows: &str) -> i64 {
        let sql = format!("SELECT count(*) AS count FROM {rows}");
        sql_query(&sql)
            .get_result::<Count>(&mut self.connection())
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
            .count
    }
}
