//! `quayside migrate`: the only role that changes the schema.

use diesel::prelude::*;

use super::succeeded;
use crate::harness::{Installation, PASSWORD, TestDatabase};

diesel::table! {
    information_schema.tables (table_name) {
        table_name -> Text,
        table_schema -> Text,
    }
}

fn number_of_tables(database: &TestDatabase) -> i64 {
    let ours = tables::table.filter(tables::table_schema.eq("public"));
    let count = ours.count().get_result(&mut database.connection());
    count.expect("they can be counted")
}

#[tokio::test]
async fn two_migrations_at_once_do_not_disturb_each_other() {
    let installation = Installation::on(TestDatabase::empty());
    let (one, other) = tokio::join!(
        installation.run(&["migrate"]),
        installation.run(&["migrate"])
    );
    let mut said = [succeeded(one).stdout, succeeded(other).stdout];
    said.sort();
    assert!(said[0].starts_with("applied "), "{said:?}");
    assert_eq!(said[1], "the schema is up to date\n");
    let again = succeeded(installation.run(&["migrate"]).await);
    assert_eq!(again.stdout, "the schema is up to date\n");
    installation.serve().await.person("Anna").await;
}

#[tokio::test]
async fn a_server_never_migrates_and_says_that_somebody_should() {
    let installation = Installation::on(TestDatabase::empty());
    let server = installation.serve().await;
    let stranger = server.stranger();
    let ready = stranger.get("/api/health/ready").await.expect(503);
    assert_eq!(ready.text("status"), "unavailable");
    let account = serde_json::json!({
        "email": "anna@example.com", "name": "Anna", "password": PASSWORD,
    });
    let answer = stranger.post("/api/v1/auth/register", account).await;
    answer.refused(503, "unavailable");
    assert_eq!(number_of_tables(&installation.database), 0);

    succeeded(installation.run(&["migrate"]).await);
    server.person("Anna").await;
    let ready = stranger.get("/api/health/ready").await.expect(200);
    assert_eq!(ready.text("status"), "ok");
}

#[tokio::test]
async fn a_migration_without_a_database_says_so_in_a_sentence() {
    let url = "postgres://quayside:hidden-from-all@127.0.0.1:1/quayside";
    let installation = Installation::new().await.set("DATABASE_URL", url);
    let ended = installation.run(&["migrate"]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(
        ended
            .stderr
            .starts_with("quayside: The database does not answer: "),
        "{ended:?}"
    );
    assert!(!ended.stderr.contains("hidden-from-all"), "{ended:?}");
}
