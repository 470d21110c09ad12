//! A look at the rows, and a hand on what no request can change, such as the time.

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Jsonb};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use serde_json::Value;
use uuid::Uuid;

use super::TestDatabase;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Jsonb)]
    row: Value,
}

impl TestDatabase {
    /// One row of a table, all its columns.
    pub(crate) fn row(&self, table: &str, id: Uuid) -> Value {
        let sql = format!("SELECT to_jsonb(it) AS row FROM {table} AS it WHERE id = '{id}'");
        sql_query(&sql)
            .get_result::<Row>(&mut self.connection())
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
            .row
    }

    /// The one row that there is, as in `only("jobs WHERE …")`.
    pub(crate) fn only(&self, rows: &str) -> Value {
        assert_eq!(self.count(rows), 1, "{rows}");
        let sql = format!("SELECT to_jsonb(it) AS row FROM (SELECT * FROM {rows}) AS it");
        sql_query(&sql)
            .get_result::<Row>(&mut self.connection())
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
            .row
    }

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
