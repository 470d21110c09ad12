//! Whose a database and a storage are: a process of another environment does not begin on them.

use serde_json::Value;

use super::{failed, succeeded};
use crate::harness::{Gate, Installation, SOON, STAGING, TestDatabase};

impl Installation {
    /// The same one with the settings of staging.
    fn in_staging(mut self) -> Self {
        for (name, value) in STAGING {
            self = self.set(name, *value);
        }
        self
    }

    /// The same one with the documents of another.
    fn with_storage_of(self, other: &Installation) -> Self {
        let folder = other.folder.join("documents");
        self.set("STORAGE_URL", format!("disk:{}", folder.display()))
    }

    async fn stamps(&self) -> Value {
        let told = self.run(&["stamp", "--json"]).await;
        serde_json::from_str(&told.stdout).unwrap_or_else(|_| panic!("no JSON: {told:?}"))
    }
}

#[tokio::test]
async fn the_first_migration_stamps_database_and_storage_and_no_later_one_changes_that() {
    let installation = Installation::on(TestDatabase::empty());
    succeeded(installation.run(&["migrate"]).await);
    let stamps = installation.stamps().await;
    assert_eq!(stamps["database"], stamps["storage"]);
    assert_eq!(stamps["database"]["environment"], "local");
    succeeded(installation.run(&["migrate"]).await);
    assert_eq!(installation.stamps().await, stamps);
    let server = installation.serve().await;
    server.person("Anna").await;
}

#[tokio::test]
async fn a_bucket_is_stamped_as_a_folder_is() {
    let installation = Installation::on_s3().await;
    succeeded(installation.run(&["migrate"]).await);
    let stamps = installation.stamps().await;
    assert_eq!(stamps["database"], stamps["storage"]);
}

#[tokio::test]
async fn nobody_of_another_environment_begins_on_a_foreign_database() {
    let installation = Installation::new().await;
    succeeded(installation.run(&["migrate"]).await);
    let stamps = installation.stamps().await;
    let staging = installation.in_staging();
    let sentence = "DATABASE_URL leads to what belongs to local, but APP_ENV is staging";
    for role in ["serve", "worker", "sweep", "migrate"] {
        failed(&staging.run(&[role]).await, sentence);
    }
    assert_eq!(staging.stamps().await, stamps, "nothing was changed");
}

#[tokio::test]
async fn nobody_of_another_environment_begins_on_a_foreign_storage() {
    let production = Installation::new().await;
    succeeded(production.run(&["migrate"]).await);
    let staging = Installation::new().await.in_staging();
    let staging = staging.with_storage_of(&production);
    let sentence = "STORAGE_URL leads to what belongs to local, but APP_ENV is staging";
    for role in ["serve", "worker", "sweep"] {
        failed(&staging.run(&[role]).await, sentence);
    }
    let migrated = staging.run(&["migrate"]).await;
    assert_eq!(migrated.code, Some(1));
    assert!(migrated.stderr.contains(sentence), "{migrated:?}");
    assert!(production.stamps().await["storage"]["environment"] == "local");
}

#[tokio::test]
async fn two_installations_of_one_environment_do_not_share_a_storage() {
    let one = Installation::new().await.in_staging();
    succeeded(one.run(&["migrate"]).await);
    let other = Installation::new().await.in_staging().with_storage_of(&one);
    let migrated = other.run(&["migrate"]).await;
    assert!(
        migrated.stderr.contains("one of the two is wrong"),
        "{migrated:?}"
    );
    failed(&other.run(&["serve"]).await, "STORAGE_URL to");
}

#[tokio::test]
async fn what_was_moved_on_purpose_is_adopted() {
    let installation = Installation::new().await;
    succeeded(installation.run(&["migrate"]).await);
    let staging = installation.in_staging();
    let told = succeeded(staging.run(&["stamp", "--adopt"]).await).stdout;
    assert_eq!(told.matches("staging ").count(), 2, "{told}");
    staging.serve().await;
}

#[tokio::test]
async fn an_installation_from_before_gets_its_stamp_and_a_sweep_leaves_it() {
    let installation = Installation::new().await.set("SWEEP_GRACE_SECONDS", "0");
    let server = installation.serve().await;
    server.person("Anna").await.project_with_document().await;
    assert_eq!(installation.stamps().await["storage"], Value::Null);
    succeeded(installation.run(&["migrate"]).await);
    let stamps = installation.stamps().await;
    assert_eq!(stamps["database"], stamps["storage"]);
    let swept = succeeded(installation.run(&["sweep", "--force"]).await);
    assert!(swept.stdout.starts_with("removed 0 objects"), "{swept:?}");
    assert_eq!(installation.stamps().await, stamps);
}

#[tokio::test]
async fn a_storage_whose_documents_the_database_does_not_know_is_left_alone() {
    let theirs = Installation::new().await;
    let server = theirs.serve().await;
    server.person("Anna").await.project_with_document().await;
    let ours = Installation::new().await.with_storage_of(&theirs);
    let migrated = succeeded(ours.run(&["migrate"]).await);
    assert!(migrated.stderr.contains("was not stamped"), "{migrated:?}");
    assert_eq!(ours.stamps().await["storage"], Value::Null);
}

#[tokio::test]
async fn a_server_begins_while_its_database_is_down_and_ends_if_it_turns_out_foreign() {
    let installation = Installation::new().await;
    succeeded(installation.run(&["migrate"]).await);
    let (mut gate, url) = Gate::before(installation.database.url.as_str()).await;
    let here = installation.set("DATABASE_URL", url.to_string());
    let server = here.serve().await;
    server.stranger().get("/api/health/live").await.expect(200);
    let own = format!("disk:{}", here.folder.join("own").display());
    let elsewhere = here.in_staging().set("STORAGE_URL", own);
    let mut foreign = elsewhere.serve().await;
    gate.open().await;
    let ended = foreign.ended_within(SOON * 2).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(
        ended
            .stderr
            .contains("DATABASE_URL leads to what belongs to local"),
        "{ended:?}"
    );
    server.person("Anna").await;
}

#[tokio::test]
async fn a_server_begins_while_its_storage_is_down_and_ends_if_it_turns_out_foreign() {
    let installation = Installation::on_s3().await;
    succeeded(installation.run(&["migrate"]).await);
    let endpoint = crate::harness::variable("TEST_S3_ENDPOINT");
    let (mut gate, url) = Gate::before(&endpoint).await;
    let mut foreign = Installation::new().await.in_staging();
    for (name, value) in installation.storage_settings() {
        foreign = foreign.set(&name, value);
    }
    let foreign = foreign.set("S3_ENDPOINT", url.as_str().trim_end_matches('/'));
    let mut server = foreign.serve().await;
    server.stranger().get("/api/health/live").await.expect(200);
    gate.open().await;
    let ended = server.ended_within(SOON * 4).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(
        ended
            .stderr
            .contains("STORAGE_URL leads to what belongs to local"),
        "{ended:?}"
    );
}
