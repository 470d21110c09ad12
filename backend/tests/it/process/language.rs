//! A database whose administrator speaks another language than ours.

use diesel::connection::SimpleConnection;

use super::succeeded;
use crate::harness::{Cluster, Installation};

const BEGIN: &str = "deployments begin --digest sha256:0123 --commit 4567 \
    --committed-at 2026-11-01T10:00:00Z --actor ada";

/// A cluster that speaks German, where its PostgreSQL has words for that.
async fn german() -> Cluster {
    let cluster = Cluster::speaking("de").await;
    let mut connection = cluster.database().connection();
    let said = connection.batch_execute("SELECT 1 / 0");
    let said = said.expect_err("nobody can").to_string();
    if cluster.has_words() {
        assert!(said.contains("durch Null"), "{said}");
    }
    cluster
}

/// As a role that may not choose the language, as an application's usually may not.
fn as_anybody(cluster: &Cluster) -> Installation {
    let database = cluster.empty_database();
    database.execute(
        "CREATE ROLE anybody LOGIN PASSWORD 'moor'; GRANT ALL ON SCHEMA public TO anybody; \
         GRANT CREATE ON DATABASE empty TO anybody",
    );
    let mut url = database.url.clone();
    url.set_username("anybody").expect("a name");
    url.set_password(Some("moor")).expect("a password");
    Installation::on(database).set("DATABASE_URL", url)
}

#[tokio::test]
async fn an_empty_database_is_migrated_in_any_language() {
    let cluster = german().await;
    let installation = as_anybody(&cluster);
    let begin: Vec<&str> = BEGIN.split_whitespace().collect();
    let begun = succeeded(installation.run(&begin).await).stdout;
    assert!(begun.starts_with("00000000-0000"), "{begun}");
    let status = installation.run(&["migrate", "status"]).await;
    assert!(status.stdout.starts_with("pending  "), "{status:?}");
    succeeded(installation.run(&["migrate", "plan"]).await);
    succeeded(installation.run(&["migrate"]).await);
    let server = installation.serve().await;
    server.person("Anna").await.project_with_document().await;
}

#[tokio::test]
async fn whoever_may_choose_hears_what_kept_a_migration_waiting() {
    let cluster = german().await;
    let installation = Installation::on(cluster.empty_database()).stamped().await;
    let mut other = installation.database.connection();
    let lock = "BEGIN; LOCK TABLE integrity_checks IN ACCESS SHARE MODE";
    other.batch_execute(lock).expect("somebody reads");
    let undo = ["migrate", "undo", "--lock-timeout", "1"];
    let undone = installation.run(&undo).await;
    assert!(undone.stderr.contains("held a lock"), "{undone:?}");
}
