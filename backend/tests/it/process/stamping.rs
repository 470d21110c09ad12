//! What `quayside migrate` stamps, and what it leaves alone.

use serde_json::Value;

use super::{failed, succeeded};
use crate::harness::{Installation, TestDatabase};

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
async fn a_database_that_lost_its_stamp_finds_it_in_its_storage() {
    let installation = Installation::new().await.in_use().await.stamped().await;
    let stamps = installation.stamps().await;
    while installation
        .database
        .count("pg_class WHERE relname = 'installation'")
        > 0
    {
        succeeded(installation.run(&["migrate", "undo"]).await);
    }
    assert_eq!(installation.stamps().await["database"], Value::Null);
    succeeded(installation.run(&["migrate"]).await);
    assert_eq!(installation.stamps().await, stamps);
}

#[tokio::test]
async fn the_owners_address_and_the_applications_lead_to_one_database() {
    let other = TestDatabase::fresh().await;
    let ours = Installation::new()
        .await
        .set("MIGRATION_DATABASE_URL", other.url.as_str());
    let migrated = ours.run(&["migrate"]).await;
    assert_eq!(migrated.code, Some(1), "{migrated:?}");
    let sentence = "MIGRATION_DATABASE_URL and DATABASE_URL lead to two databases";
    assert!(migrated.stderr.contains(sentence), "{migrated:?}");
    assert_eq!(ours.stamps().await["storage"], Value::Null);
}

#[tokio::test]
async fn an_installation_from_before_gets_its_stamp_and_a_sweep_leaves_it() {
    let installation = Installation::new().await.set("SWEEP_GRACE_SECONDS", "0");
    let installation = installation.in_use().await;
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
    let theirs = Installation::new().await.in_use().await;
    let ours = Installation::new().await.with_storage_of(&theirs);
    let ours = ours.set("SWEEP_GRACE_SECONDS", "0");
    let migrated = succeeded(ours.run(&["migrate"]).await);
    assert!(migrated.stderr.contains("was not stamped"), "{migrated:?}");
    assert_eq!(ours.stamps().await["storage"], Value::Null);
    // The database is not empty any more.
    let ours = ours.in_use().await;
    for sweep in [&["sweep"][..], &["sweep", "--force"]] {
        let sentence = "nothing was removed: STORAGE_URL leads to what carries no stamp";
        failed(&ours.run(sweep).await, sentence);
    }
    assert_eq!(theirs.stored_files(), 2);
}

#[tokio::test]
async fn outside_of_local_a_storage_of_unknown_documents_ends_the_migration() {
    let theirs = Installation::new().await.in_use().await;
    let ours = Installation::new()
        .await
        .in_staging()
        .with_storage_of(&theirs);
    let sentence = "STORAGE_URL leads to documents that DATABASE_URL does not know";
    failed(&ours.run(&["migrate"]).await, sentence);
    let nothing = serde_json::json!({ "database": null, "storage": null });
    assert_eq!(ours.stamps().await, nothing);
    succeeded(ours.run(&["stamp", "--adopt"]).await);
    succeeded(ours.run(&["migrate"]).await);
}
