//! `quayside migrate`: the only role that changes the schema.

use diesel::prelude::*;

use super::{failed, succeeded};
use crate::harness::{Ended, Installation, STAGING, TestDatabase};

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
async fn neither_server_nor_worker_begins_on_a_schema_that_lacks_something_or_migrates_it() {
    let installation = Installation::on(TestDatabase::empty());
    for role in ["serve", "worker"] {
        let ended = installation.run(&[role]).await;
        failed(&ended, "run `quayside migrate` of this release first");
    }
    assert_eq!(number_of_tables(&installation.database), 0);
    succeeded(installation.run(&["migrate"]).await);
    installation.serve().await.person("Anna").await;

    let undone = succeeded(installation.run(&["migrate", "undo"]).await).stdout;
    let name = undone.trim().strip_prefix("undone ").expect("its name");
    failed(&installation.run(&["serve"]).await, name);
}

#[tokio::test]
async fn a_server_works_on_the_schema_of_a_newer_release() {
    let installation = Installation::new().await;
    let newer = "INSERT INTO __diesel_schema_migrations VALUES ('20991231000001')";
    installation.database.execute(newer);
    let server = installation.serve().await;
    server.stranger().get("/api/health/ready").await.expect(200);
    let status = succeeded(installation.run(&["migrate", "status"]).await).stdout;
    let line = status.lines().find(|line| line.contains("20991231000001"));
    assert!(
        line.is_some_and(|line| line.ends_with("by a newer release")),
        "{status}"
    );
}

#[tokio::test]
async fn status_and_plan_tell_people_and_programs_what_is_to_be_done() {
    let installation = Installation::on(TestDatabase::empty());
    let status = installation.run(&["migrate", "status"]).await;
    assert_eq!(status.code, Some(1), "{status:?}");
    assert!(
        status
            .stdout
            .starts_with("pending  2026-11-22-000001_accounts"),
        "{status:?}"
    );
    let plan = json(installation.run(&["migrate", "plan", "--json"]).await);
    let first = &plan["migrations"][0];
    assert_eq!(
        (&first["name"], &first["step"]),
        (&"2026-11-22-000001_accounts".into(), &"expand".into())
    );
    assert_eq!(
        number_of_tables(&installation.database),
        0,
        "nothing was done"
    );
    let applied = json(installation.run(&["migrate", "--json"]).await);
    assert_eq!(applied["applied"][0], "2026-11-22-000001_accounts");
    let status = json(installation.run(&["migrate", "status", "--json"]).await);
    assert_eq!(status["fits"], true);
    let plan = succeeded(installation.run(&["migrate", "plan"]).await).stdout;
    assert_eq!(plan, "nothing is to be done: the schema is up to date\n");
}

#[tokio::test]
async fn outside_of_local_nothing_is_undone_by_accident() {
    let mut installation = Installation::new().await;
    for (name, value) in STAGING {
        installation = installation.set(name, *value);
    }
    failed(&installation.run(&["migrate", "undo"]).await, "--force");
    let undone = succeeded(installation.run(&["migrate", "undo", "--force"]).await);
    assert!(undone.stdout.starts_with("undone "), "{undone:?}");
}

fn json(ended: Ended) -> serde_json::Value {
    serde_json::from_str(&succeeded(ended).stdout).expect("JSON")
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

#[tokio::test]
async fn nobody_waits_for_ever() {
    let installation = Installation::new().await;
    for variable in ["--wait", "--lock-timeout", "--statement-timeout"] {
        let for_ever = u64::MAX.to_string();
        let ended = installation.run(&["migrate", variable, &for_ever]).await;
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.stderr.contains("86400"), "{ended:?}");
    }
}
