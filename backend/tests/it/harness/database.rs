//! A database of its own for each test, copied from a migrated one.

use std::sync::LazyLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use quayside::config::Secret;
use quayside::db::Db;
use quayside::db::migrations::{self, Patience};
use quayside::error::Error;
use url::Url;
use uuid::Uuid;

use super::variable;

/// Migrated once per process; copying it takes a few hundredths of a second.
static TEMPLATE: LazyLock<TestDatabase> = LazyLock::new(|| {
    let database = TestDatabase::create("template1");
    let mut connection = PgConnection::establish(database.url.as_str()).expect("a connection");
    apply_all(&mut connection).expect("the migrations run");
    database
});

/// Applies all migrations.
pub(super) fn apply_all(connection: &mut PgConnection) -> Result<Vec<&'static str>, Error> {
    migrations::run(connection, migrations::OURS, &Patience::default())
}

/// Dropped with all its connections when the test ends.
pub(crate) struct TestDatabase {
    /// How the app reaches it.
    pub(crate) url: Url,
    /// None where it goes with its server.
    name: Option<String>,
}

impl TestDatabase {
    /// A database with the schema and no rows, for who may not block.
    pub(crate) async fn fresh() -> Self {
        let made = tokio::task::spawn_blocking(Self::migrated).await;
        made.expect("a database")
    }

    /// A database with the schema and no rows.
    pub(crate) fn migrated() -> Self {
        Self::create(TEMPLATE.name.as_deref().expect("it has one"))
    }

    /// A database without anything.
    pub(crate) fn empty() -> Self {
        Self::create("template1")
    }

    fn create(template: &str) -> Self {
        let name = format!("it_{}", Uuid::new_v4().simple());
        execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        let mut url = server();
        url.set_path(&name);
        let name = Some(name);
        Self { url, name }
    }

    /// One that another server has.
    pub(crate) fn elsewhere(url: Url) -> Self {
        Self { url, name: None }
    }

    /// For looking behind the API's back.
    pub(crate) fn connection(&self) -> PgConnection {
        PgConnection::establish(self.url.as_str()).expect("a connection")
    }

    /// Ends every connection to it, as a restart of the server would.
    pub(crate) fn disconnect_all(&self) {
        execute(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            self.name.as_deref().expect("it is on the shared server")
        ));
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// A migrated database's handle, for tests that need no app. The database stays until the run ends.
pub(crate) async fn test_db() -> Db {
    let database = TestDatabase::fresh().await;
    let db = Db::new(&Secret::new(database.url.as_str()), 2).expect("threads");
    std::mem::forget(database);
    db
}

fn server() -> Url {
    Url::parse(&variable("TEST_DATABASE_URL")).expect("TEST_DATABASE_URL is an address")
}

fn execute(sql: &str) {
    let mut connection = PgConnection::establish(server().as_str()).expect("PostgreSQL runs");
    connection
        .batch_execute(sql)
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}
