//! `quayside deployments`, as the host that deploys uses it.

use super::{failed, succeeded};
use crate::harness::{Installation, TestDatabase};

const BEGIN: [&str; 10] = [
    "deployments",
    "begin",
    "--digest",
    "sha256:0123",
    "--commit",
    "4567",
    "--committed-at",
    "2026-11-01T10:00:00+01:00",
    "--actor",
    "ada",
];

impl Installation {
    async fn begin_deployment(&self) -> String {
        let begun = succeeded(self.run(&BEGIN).await);
        begun.stdout.trim().to_owned()
    }
}

#[tokio::test]
async fn a_deployment_is_journaled_from_its_beginning_to_its_end() {
    let installation = Installation::new().await;
    let id = installation.begin_deployment().await;
    let running = succeeded(installation.run(&["deployments"]).await).stdout;
    assert!(running.contains("running"), "{running}");
    let end = [
        "deployments",
        "end",
        &id,
        "--verdict",
        "failed",
        "--reason",
        "It never got ready.",
        "--migrations",
        "3",
    ];
    succeeded(installation.run(&end).await);
    failed(
        &installation.run(&end).await,
        &format!("no deployment {id} is running"),
    );
    let told = succeeded(installation.run(&["deployments"]).await).stdout;
    for part in [
        "failed",
        "sha256:0123",
        "4567",
        "by ada, 3 migrations",
        ": It never got ready.",
        "100 % failed",
    ] {
        assert!(told.contains(part), "no {part} in {told}");
    }
    let json = succeeded(installation.run(&["deployments", "--json"]).await).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        (&json["items"][0]["id"], &json["summary"]["days"]),
        (&id.into(), &30.into())
    );
    assert_eq!(json["items"][0]["committed_at"], "2026-11-01T09:00:00Z");
}

#[tokio::test]
async fn the_deployment_that_brings_the_journal_is_not_held_up_by_it() {
    let installation = Installation::on(TestDatabase::empty());
    let id = installation.begin_deployment().await;
    assert_eq!(id, "00000000-0000-0000-0000-000000000000");
    succeeded(installation.run(&["migrate"]).await);
    let end = ["deployments", "end", &id, "--verdict", "succeeded"];
    let ended = succeeded(installation.run(&end).await);
    assert!(ended.stderr.contains("no journal yet"), "{ended:?}");
    assert_eq!(installation.database.count("deployments"), 0);
}

#[tokio::test]
async fn a_verdict_that_is_none_is_refused() {
    let installation = Installation::new().await;
    let id = installation.begin_deployment().await;
    let end = ["deployments", "end", &id, "--verdict", "perhaps"];
    let ended = installation.run(&end).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert_eq!(
        installation
            .database
            .count("deployments WHERE verdict IS NULL"),
        1
    );
}
