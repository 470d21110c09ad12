//! Whose a database and a storage are: a process of another environment does not begin on them.

use serde_json::Value;

use super::{failed, succeeded};
use crate::harness::{Gate, Installation, SOON, STAGING};

impl Installation {
    /// The same one with the settings of staging.
    pub(super) fn in_staging(mut self) -> Self {
        for (name, value) in STAGING {
            self = self.set(name, *value);
        }
        self
    }

    /// The same one with the documents of another.
    pub(super) fn with_storage_of(self, other: &Installation) -> Self {
        let folder = other.folder.join("documents");
        self.set("STORAGE_URL", format!("disk:{}", folder.display()))
    }

    /// Somebody has uploaded a document; nothing is stamped yet.
    pub(super) async fn in_use(self) -> Self {
        let server = self.serve().await;
        server.person("Anna").await.project_with_document().await;
        self
    }

    pub(super) async fn stamps(&self) -> Value {
        let told = self.run(&["stamp", "--json"]).await;
        serde_json::from_str(&told.stdout).unwrap_or_else(|_| panic!("no JSON: {told:?}"))
    }
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
    failed(&staging.run(&["migrate"]).await, sentence);
    assert_eq!(staging.stamps().await["database"], Value::Null);
    assert!(production.stamps().await["storage"]["environment"] == "local");
}

#[tokio::test]
async fn two_installations_of_one_environment_do_not_share_a_storage() {
    let one = Installation::new().await.in_staging();
    succeeded(one.run(&["migrate"]).await);
    let other = Installation::new().await.in_staging().with_storage_of(&one);
    let migrated = other.run(&["migrate"]).await;
    failed(&migrated, "of which DATABASE_URL knows no document");
    failed(
        &other.run(&["serve"]).await,
        "leads to what carries no stamp",
    );
    let forced = "INSERT INTO installation (id, environment) VALUES (gen_random_uuid(), 'staging')";
    other.database.execute(forced);
    failed(&other.run(&["migrate"]).await, "one of the two is wrong");
    failed(&other.run(&["serve"]).await, "and STORAGE_URL to");
}

#[tokio::test]
async fn what_was_moved_on_purpose_is_adopted_by_its_name_and_becomes_another_installation() {
    let moved = Installation::new().await.stamped().await;
    let stamps = moved.stamps().await;
    let id = stamps["database"]["installation"].as_str().expect("an id");
    let staging = moved.in_staging();
    let unnamed = staging.run(&["stamp", "--adopt"]).await;
    failed(&unnamed, &format!("`quayside stamp --adopt {id}` says so"));
    let nobody = uuid::Uuid::nil().to_string();
    let misnamed = staging.run(&["stamp", "--adopt", &nobody]).await;
    failed(&misnamed, "neither DATABASE_URL nor STORAGE_URL leads to");
    assert_eq!(staging.stamps().await, stamps, "nothing was changed");

    let told = succeeded(staging.run(&["stamp", "--adopt", id]).await).stdout;
    assert_eq!(told.matches("staging ").count(), 2, "{told}");
    assert!(!told.contains(id), "{told}");
    staging.serve().await;
    succeeded(staging.run(&["sweep"]).await);
}

#[tokio::test]
async fn neither_migrated_nor_undone_is_what_the_owners_address_leads_to_by_mistake() {
    let theirs = Installation::new().await.in_staging().stamped().await;
    let url = theirs.database.url.to_string();
    let ours = Installation::new()
        .await
        .stamped()
        .await
        .set("MIGRATION_DATABASE_URL", url);
    let sentence = "MIGRATION_DATABASE_URL leads to what belongs to staging, but APP_ENV is local";
    for arguments in [&["migrate"][..], &["migrate", "undo"]] {
        failed(&ours.run(arguments).await, sentence);
    }
    let status = succeeded(theirs.run(&["migrate", "status"]).await);
    assert!(!status.stdout.contains("pending"), "{status:?}");
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
