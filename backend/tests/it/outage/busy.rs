//! Everything works, but there is too much to do.

use std::time::{Duration, Instant};

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use futures_util::future::join_all;
use serde_json::json;

use super::{unavailable, within};
use crate::harness::{PASSWORD, Person, TestApp};

/// Waiting for a connection, and then for a lock, both to the limit.
const LIMIT: Duration = Duration::from_secs(8);

/// Somebody else's transaction, which holds something until it is dropped.
async fn holding(app: &TestApp, sql: &str) -> PgConnection {
    let mut connection = app.database.connection();
    connection
        .batch_execute(&format!("BEGIN; {sql}"))
        .expect("it is free");
    connection
}

#[tokio::test]
async fn when_all_connections_are_busy_requests_are_refused_in_time() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let lock = holding(&app, "LOCK TABLE projects").await;
    let crowd = join_all((0..10).map(|_| within(LIMIT, anna.get("/api/v1/projects"))));
    let at_once = Duration::from_secs(2);
    let live = within(at_once, anna.get("/api/health/live"));
    let (answers, live) = tokio::join!(crowd, live);
    answers.into_iter().for_each(unavailable);
    live.expect(200);
    drop(lock);
    within(at_once, anna.get("/api/v1/projects"))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_change_that_waits_too_long_for_a_lock_is_refused_and_not_made() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = format!("/api/v1/projects/{}", anna.project("Harbour").await);
    let lock = holding(&app, "SELECT id FROM projects FOR UPDATE").await;
    let name = || json!({ "name": "Quay" });
    unavailable(within(LIMIT, anna.patch(&project, name())).await);
    assert_eq!(anna.get(&project).await.expect(200).text("name"), "Harbour");
    drop(lock);
    anna.patch(&project, name()).await.expect(200);
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_refused_and_undone() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let slow = "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END';
        CREATE TRIGGER dawdle BEFORE INSERT ON projects FOR EACH ROW EXECUTE FUNCTION dawdle()";
    let mut connection = app.database.connection();
    connection.batch_execute(slow).expect("a slow table");
    let project = anna.post("/api/v1/projects", json!({ "name": "Harbour" }));
    unavailable(within(Duration::from_secs(15), project).await);
    let projects = anna.get("/api/v1/projects").await.expect(200);
    assert!(projects.items().is_empty());
}

#[tokio::test]
async fn a_storm_of_sign_ins_does_not_keep_readers_waiting() {
    let app = TestApp::with(&[("BCRYPT_COST", "10")]).await;
    let anna = app.person("Anna").await;
    let end = Instant::now() + Duration::from_secs(4);
    let strangers = (0..8).map(|_| Person {
        client: app.stranger(),
        ..anna.clone()
    });
    let storm = join_all(strangers.map(|stranger| sign_in_until(stranger, end)));
    let readers = join_all((0..2).map(|_| slowest_read_until(&anna, end)));
    let (sign_ins, slowest) = tokio::join!(storm, readers);
    assert!(
        sign_ins.iter().sum::<u32>() >= 8,
        "there was no storm: {sign_ins:?}"
    );
    let slowest = slowest.into_iter().max().expect("somebody read");
    assert!(
        slowest < Duration::from_secs(2),
        "a reader waited {slowest:?}"
    );
}

async fn sign_in_until(person: Person, end: Instant) -> u32 {
    let mut count = 0;
    while Instant::now() < end {
        let credentials = json!({ "email": person.email, "password": PASSWORD });
        person
            .post("/api/v1/auth/login", credentials)
            .await
            .expect(200);
        count += 1;
    }
    count
}

async fn slowest_read_until(person: &Person, end: Instant) -> Duration {
    let mut slowest = Duration::ZERO;
    while Instant::now() < end {
        let began = Instant::now();
        person.get("/api/v1/projects").await.expect(200);
        slowest = slowest.max(began.elapsed());
    }
    slowest
}
