//! Jobs that no attempt can do.

use super::{Desk, ends, queue};
use crate::harness::{Installation, SOON, eventually, outcome, player, png};

#[tokio::test]
async fn a_job_that_panics_is_a_dead_letter_and_its_process_lives_on() {
    let installation = Installation::new().await;
    let database = &installation.database;
    let id = queue(database, "play", r#""panic""#);
    let worker = player(database, &[]);
    let row = ends(database, id, "dead").await;
    assert_eq!(
        (&row["attempts"], &row["cause"]),
        (&5.into(), &"it panicked: the mast broke".into())
    );
    let next = queue(database, "noop", "{}");
    ends(database, next, "succeeded").await;
    assert!(worker.log().matches("the mast broke").count() >= 5);
    outcome(
        "a job that panics",
        "a dead letter with the panic as its cause after 5 attempts; the same process runs the next job",
    );
}

#[tokio::test]
async fn a_payload_of_another_version_is_a_dead_letter_at_once() {
    let installation = Installation::new().await;
    let database = &installation.database;
    let id = queue(database, "thumbnail", r#"{"document_number": 7}"#);
    let _worker = installation.start(&["worker"], "");
    let row = ends(database, id, "dead").await;
    assert_eq!(row["attempts"], 1);
    let cause = row["cause"].as_str().expect("a cause");
    assert!(cause.contains("document"), "{cause}");
    let next = queue(database, "noop", "{}");
    ends(database, next, "succeeded").await;
    outcome(
        "a payload of an older version",
        "a dead letter that names the field, after one attempt; an administrator may retry it with a release that reads it",
    );
}

#[tokio::test]
async fn a_kind_that_nobody_knows_stays_queued_and_raises_an_alert() {
    let desk = Desk::open(Installation::new().await).await;
    let database = desk.database();
    let id = queue(database, "figurehead", "{}");
    let _worker = desk.installation.start(&["worker"], "");
    desk.bring("quay.png", &png()).await;
    eventually(3 * SOON, "the others run", async || {
        database.count("documents WHERE thumbnail = 'ready'") == 1
    })
    .await;
    let row = database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"queued".into(), &0.into())
    );
    outcome(
        "a kind of job that no worker knows",
        "it stays queued, others run past it; `/metrics` and the admin page name it",
    );
}
