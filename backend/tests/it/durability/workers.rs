//! Real workers, and what happens to their jobs when they are killed, stopped, or left alone.

use std::time::Duration;

use uuid::Uuid;

use super::A_LEASE;
use crate::harness::{Cluster, Installation, Person, Server, TestDatabase, eventually, outcome};

/// Half a batch more than the trash is emptied of at once.
const TRASH: usize = 150;

#[tokio::test]
async fn a_worker_killed_in_the_middle_of_a_job_loses_nothing() {
    let installation = Installation::new().await.stamped().await;
    let installation = installation.set("TRASH_RETENTION_DAYS", "0");
    let server = installation.serve().await;
    fill_trash(&server).await;
    let database = &installation.database;
    let id = hold_second_batch(database);
    let mut killed = installation.start(&["worker"], "");
    eventually(A_LEASE, "the first batch is gone", async || {
        database.count("documents") < TRASH as i64
    })
    .await;
    killed.signal("KILL");
    assert_eq!(killed.ended().await.code, None);
    let row = database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"running".into(), &1.into())
    );

    database.execute("DELETE FROM held");
    let _other = installation.start(&["worker"], "");
    eventually(A_LEASE, "another worker has done it", async || {
        database.job(id)["state"] == "succeeded"
    })
    .await;
    assert_eq!(database.job(id)["attempts"], 2);
    assert_eq!(database.count("documents"), 0);
    assert_eq!(database.count("projects WHERE stored_bytes = 0"), 1);
    // What the killed one had no time for is the sweep's.
    let installation = installation.set("SWEEP_GRACE_SECONDS", "0");
    let swept = installation.run(&["sweep", "--force"]).await;
    assert_eq!(swept.code, Some(0), "{swept:?}");
    assert_eq!(installation.stored_files(), 0);
    outcome(
        "SIGKILL between two batches of `trash_retention`, 150 documents deep",
        "a second attempt does the rest; every document, count and object is gone",
    );
}

#[tokio::test]
async fn a_worker_that_is_asked_to_stop_gives_its_job_back() {
    let installation = Installation::new().await.set("TRASH_RETENTION_DAYS", "0");
    let installation = installation.set("SHUTDOWN_SECONDS", "1");
    let server = installation.serve().await;
    fill_trash(&server).await;
    let database = &installation.database;
    let id = hold_second_batch(database);
    let mut worker = installation.start(&["worker"], "");
    eventually(A_LEASE, "the first batch is gone", async || {
        database.count("documents") < TRASH as i64
    })
    .await;
    worker.signal("TERM");
    let ended = worker.ended().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stderr.contains("1 jobs given back"), "{ended:?}");
    let row = database.job(id);
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&"queued".into(), &0.into())
    );
    assert_eq!(database.count("workers"), 0);
    outcome(
        "SIGTERM during a long job",
        "exit 0 after SHUTDOWN_SECONDS; the job is queued again as if it had not been tried",
    );
}

#[tokio::test]
async fn a_restart_of_postgresql_under_a_full_queue_loses_no_job() {
    let cluster = Cluster::start().await;
    let installation = Installation::new().await;
    let installation = installation.set("DATABASE_URL", cluster.url().as_str());
    let database = cluster.database();
    database.execute(
        "INSERT INTO jobs (id, kind, payload, max_attempts) \
         SELECT gen_random_uuid(), 'noop', '{}', 5 FROM generate_series(1, 5000)",
    );
    let done = |database: &TestDatabase| database.count("jobs WHERE state = 'succeeded'");
    let mut worker = installation.start(&["worker"], "");
    eventually(A_LEASE, "it has begun", async || done(&database) > 100).await;
    cluster.restart().await.expect("it starts again");
    assert!(done(&database) < 5000, "it was restarted too late");
    eventually(2 * A_LEASE, "all are done", async || {
        done(&database) == 5000
    })
    .await;
    worker.signal("TERM");
    let ended = worker.ended().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let told = ended
        .stderr
        .matches("the worker waits for the database")
        .count();
    assert!(told <= 2, "an outage is told once: {ended:?}");
    outcome(
        "PostgreSQL restarted (`-m immediate`) under 5,000 queued jobs",
        "all 5,000 succeed; the outage is one line in the log",
    );
}

#[tokio::test]
async fn a_server_runs_jobs_itself_where_it_is_told_to() {
    let installation = Installation::new().await.set("WORKER_CONCURRENCY", "2");
    let mut server = installation.serve().await;
    let id = Uuid::now_v7();
    installation.database.execute(&format!(
        "INSERT INTO jobs (id, kind, payload, max_attempts) VALUES ('{id}', 'noop', '{{}}', 1)"
    ));
    installation.database.sees(id, "succeeded").await;
    server.signal("TERM");
    let ended = server.ended().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(installation.database.count("workers"), 0);
}

#[tokio::test]
async fn a_server_that_is_told_nothing_runs_no_jobs() {
    let installation = Installation::new().await;
    let _server = installation.serve().await;
    installation.database.execute(
        "INSERT INTO jobs (id, kind, payload, max_attempts) VALUES (gen_random_uuid(), 'noop', '{}', 1)",
    );
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(
        installation.database.count("jobs WHERE state = 'queued'"),
        1
    );
    assert_eq!(installation.database.count("workers"), 0);
}

/// Deletes as many documents as the trash is emptied of in two batches.
async fn fill_trash(server: &Server) {
    let anna = server.person("Anna").await;
    let project = anna.project("Harbour").await;
    for n in 0..TRASH {
        delete_new(&anna, &project, n).await;
    }
}

async fn delete_new(anna: &Person, project: &str, n: usize) {
    let document = anna.upload(project, &format!("{n}.bin"), b"moor").await;
    let id = document["id"].as_str().expect("an id");
    anna.delete(&format!("/api/v1/documents/{id}"))
        .await
        .expect(204);
}

/// Queues the job that empties the trash. While a row is in `held`, its second batch stands still, longer
/// than a test needs and shorter than a statement may take.
fn hold_second_batch(database: &TestDatabase) -> Uuid {
    let id = Uuid::now_v7();
    database.execute(&format!(
        "CREATE TABLE held AS SELECT 1; \
         CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF (SELECT count(*) FROM documents) < 50 AND EXISTS (SELECT FROM held) THEN PERFORM pg_sleep(8); END IF; \
         RETURN NULL; END $$; \
         CREATE TRIGGER hold AFTER DELETE ON documents FOR EACH STATEMENT EXECUTE FUNCTION hold(); \
         INSERT INTO jobs (id, kind, payload, max_attempts) VALUES ('{id}', 'trash_retention', '{{}}', 5)"
    ));
    id
}
