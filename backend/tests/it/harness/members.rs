//! What no request can do yet: memberships, and other things behind the API's back.

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::{Person, TestApp, TestDatabase};

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

impl TestApp {
    /// Makes somebody a member of a project.
    pub(crate) fn admit(&self, person: &Person, project: &str, role: &str) {
        self.database.execute(&format!(
            "INSERT INTO memberships (project_id, user_id, role) VALUES ('{project}', '{}', '{role}')",
            person.id
        ));
    }

    /// Takes somebody out of a project.
    pub(crate) fn expel(&self, person: &Person, project: &str) {
        self.database.execute(&format!(
            "DELETE FROM memberships WHERE project_id = '{project}' AND user_id = '{}'",
            person.id
        ));
    }

    /// Closes somebody's account, as an administrator would.
    pub(crate) fn deactivate(&self, person: &Person) {
        self.database.execute(&format!(
            "UPDATE users SET deactivated_at = now() WHERE id = '{}'",
            person.id
        ));
    }
}
