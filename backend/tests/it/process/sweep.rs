//! `quayside sweep`: what crashes leave behind goes away, and nothing else.

use std::path::Path;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use super::{failed, succeeded};
use crate::harness::{Connection, Installation, files_below};

async fn wait_for_a_file(folder: &Path) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while files_below(folder) == 0 {
        assert!(Instant::now() < deadline, "no upload began");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn an_object_without_a_row_is_removed_once_it_is_old_enough() {
    let installation = Installation::new().await.stamped().await;
    let server = installation.serve().await;
    let anna = server.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    anna.upload(&project, "map.txt", b"north is up").await;
    let forget = format!("DELETE FROM documents WHERE id = '{document}'");
    let mut connection = installation.database.connection();
    connection.batch_execute(&forget).expect("it is there");

    let early = succeeded(installation.run(&["sweep"]).await);
    assert!(early.stdout.starts_with("removed 0 objects, "), "{early:?}");
    assert_eq!(installation.stored_files(), 2);
    let installation = installation.set("SWEEP_GRACE_SECONDS", "0");
    let late = succeeded(installation.run(&["sweep"]).await);
    assert!(
        late.stdout
            .starts_with("removed 1 objects, 0 unfinished uploads, "),
        "{late:?}"
    );
    assert_eq!(installation.stored_files(), 1);
}

#[tokio::test]
async fn an_upload_whose_server_was_killed_leaves_nothing_after_a_sweep() {
    let installation = Installation::new().await.stamped().await;
    let installation = installation.set("SWEEP_GRACE_SECONDS", "0");
    let mut server = installation.serve().await;
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    let mut upload = Connection::to(server.address).await;
    upload.begin_upload(&anna, &project, 9 << 20).await;
    upload.send(&vec![7; 1 << 20]).await;
    let documents = installation.folder.join("documents");
    wait_for_a_file(&documents.join(".incoming")).await;
    server.signal("KILL");
    assert_eq!(server.ended().await.code, None);

    let swept = succeeded(installation.run(&["sweep"]).await);
    assert!(
        swept
            .stdout
            .starts_with("removed 0 objects, 1 unfinished uploads, "),
        "{swept:?}"
    );
    assert_eq!(installation.stored_files(), 0);
}

#[tokio::test]
async fn a_sweep_that_cannot_see_both_removes_nothing() {
    let installation = Installation::new().await.stamped().await;
    let nowhere = "postgres://quayside@127.0.0.1:1/quayside";
    let installation = installation.set("DATABASE_URL", nowhere);
    let swept = installation.run(&["sweep", "--force"]).await;
    failed(&swept, "does not answer: nothing was removed");
}
