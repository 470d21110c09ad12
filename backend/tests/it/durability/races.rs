//! Two workers, and not enough to do for both.

use super::{Desk, ends, queue};
use crate::harness::{Installation, SOON, eventually, outcome, player, png};

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn two_workers_and_one_job_make_one_attempt() {
    let desk = Desk::open(Installation::new().await).await;
    let database = desk.database();
    let workers = [(); 2].map(|()| desk.installation.start(&["worker"], ""));
    eventually(SOON, "both work", async || database.count("workers") == 2).await;
    for n in 1..=20 {
        desk.bring(&format!("quay {n}.png"), &png()).await;
        let made = "documents WHERE thumbnail = 'ready'";
        eventually(3 * SOON, "there is a thumbnail", async || {
            database.count(made) == n
        })
        .await;
    }
    drop(workers);
    assert_eq!(
        database.count("jobs WHERE attempts <> 1 AND kind = 'thumbnail'"),
        0
    );
    let thumbnails = desk.installation.folder.join("documents/thumbnails");
    assert_eq!(crate::harness::files_below(&thumbnails), 20);
    outcome(
        "two workers and one job, 20 times",
        "one attempt and one object each time",
    );
}

#[tokio::test]
#[ignore = "scripts/rehearse kills"]
async fn a_job_longer_than_a_lease_is_not_taken_away_from_its_worker() {
    let installation = Installation::new().await;
    let database = &installation.database;
    let id = queue(database, "play", r#"{"nap": 45000}"#);
    let _workers = [(); 2].map(|()| player(database, &[]));
    let row = ends(database, id, "succeeded").await;
    assert_eq!(row["attempts"], 1);
    let took = "jobs WHERE kind = 'play' AND finished_at - started_at > interval '44 seconds'";
    assert_eq!(database.count(took), 1, "it was not the whole nap");
    outcome(
        "a job of 45 s, a lease of 30 s, and another worker that waits for work",
        "one attempt: the heartbeat holds the lease",
    );
}
