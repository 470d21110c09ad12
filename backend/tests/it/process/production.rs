//! Production, where the application's role owns nothing.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use super::{failed, succeeded};
use crate::harness::{Installation, TestDatabase};

/// Two roles, as config/compose/make-roles.sh has them.
struct Roles {
    owner: String,
    app: String,
}

impl Roles {
    fn of(database: &TestDatabase) -> Self {
        let owner = database.url.to_string();
        let name = format!("app_{}", uuid::Uuid::new_v4().simple());
        database.execute(&format!(
            "CREATE ROLE {name} LOGIN PASSWORD 'moor'; \
             ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name}; \
             ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO {name}"
        ));
        let mut url = database.url.clone();
        url.set_username(&name).expect("a name");
        url.set_password(Some("moor")).expect("a password");
        let app = url.to_string();
        Self { owner, app }
    }
}

fn production(database: TestDatabase) -> Installation {
    Installation::on(database)
        .set("APP_ENV", "production")
        .set("PUBLIC_URL", "https://desk.example.com")
        .set("ALLOWED_HOSTS", "desk.example.com,127.0.0.1")
        .set("SMTP_URL", "smtp://localhost?tls=none")
        .set("MAIL_FROM", "desk@example.com")
        .set("BCRYPT_COST", "10")
}

#[tokio::test]
async fn the_application_works_as_a_role_that_does_not_own_the_schema() {
    let database = TestDatabase::empty();
    let roles = Roles::of(&database);
    let installation = production(database)
        .set("DATABASE_URL", roles.app.as_str())
        .set("MIGRATION_DATABASE_URL", roles.owner);
    succeeded(installation.run(&["migrate"]).await);
    let server = installation.serve().await;
    server.person("Anna").await.project_with_document().await;
    let mut app = PgConnection::establish(&roles.app).expect("it may connect");
    let undone = app.batch_execute("ALTER TABLE users ADD COLUMN a text");
    assert!(undone.is_err(), "it changed the schema");
}

#[tokio::test]
async fn nobody_serves_in_production_as_the_owner_of_the_schema() {
    let installation = production(TestDatabase::fresh().await);
    for role in ["serve", "worker"] {
        failed(
            &installation.run(&[role]).await,
            "DATABASE_URL's role owns the schema",
        );
    }
    failed(
        &installation.run(&["migrate"]).await,
        "MIGRATION_DATABASE_URL is missing",
    );
}

#[tokio::test]
async fn nobody_serves_in_production_who_owns_but_one_table() {
    let database = TestDatabase::empty();
    let roles = Roles::of(&database);
    let app = url::Url::parse(&roles.app).expect("an address");
    let installation = production(database)
        .set("DATABASE_URL", roles.app)
        .set("MIGRATION_DATABASE_URL", roles.owner);
    succeeded(installation.run(&["migrate"]).await);
    let give = format!("ALTER TABLE activity OWNER TO {}", app.username());
    installation.database.execute(&give);
    let sentence = "DATABASE_URL's role owns the schema";
    failed(&installation.run(&["serve"]).await, sentence);
}
