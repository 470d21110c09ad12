//! What administrators see of the queue, and what they do about it.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::play::{Play, begun};
use crate::harness::{Person, Reply, TestApp, job};

#[tokio::test]
async fn dead_letters_are_listed_with_their_cause() {
    let app = TestApp::playing(&[]).await;
    let (anna, ada) = (app.person("Anna").await, app.administrator("Ada").await);
    let dead = app.queue_for(&anna, Play::FailForGood).await;
    app.queue_for(&anna, Play::Succeed).await;
    app.run_pending_jobs().await;
    let list = ada
        .get("/api/v1/admin/jobs?state=dead&kind=play")
        .await
        .expect(200);
    assert_eq!(list.all("id"), [dead.to_string()]);
    assert_eq!(list.all("error"), ["There is no such quay."]);
    assert_eq!(list.all("cause"), ["no quay"]);
    assert_eq!(list.all("user_id"), [anna.id.as_str()]);
    assert_eq!(ada.get("/api/v1/admin/jobs").await.items().len(), 2);
    let first = ada.get("/api/v1/admin/jobs?limit=1").await.expect(200);
    let cursor = first.text("next_cursor");
    let rest = ada
        .get(&format!("/api/v1/admin/jobs?cursor={cursor}"))
        .await
        .expect(200);
    assert_eq!(rest.all("id"), [dead.to_string()]);
}

#[tokio::test]
async fn a_dead_letter_is_tried_again_with_all_its_attempts() {
    let app = TestApp::playing(&[]).await;
    let ada = app.administrator("Ada").await;
    let id = app.queue(job(&Play::Fail)).await;
    app.run_pending_jobs().await;
    let again = retry(&ada, id).await.expect(200);
    assert_eq!(again.text("state"), "queued");
    assert_eq!(again.json()["attempts"], 0);
    assert_eq!(app.run_pending_jobs().await, 3);
    app.database
        .execute(r#"UPDATE jobs SET payload = '"succeed"'"#);
    retry(&ada, id).await.expect(200);
    app.run_pending_jobs().await;
    assert_eq!(app.database.job(id)["state"], "succeeded");
    assert_eq!(begun(id), 7);
}

#[tokio::test]
async fn an_idle_worker_hears_of_a_retry_at_once() {
    let app = TestApp::playing(&[]).await;
    let ada = app.administrator("Ada").await;
    let worker = app.worker(1);
    let id = app.queue(job(&Play::FailForGood)).await;
    app.database.sees(id, "dead").await;
    app.database
        .execute(r#"UPDATE jobs SET payload = '"succeed"'"#);
    retry(&ada, id).await.expect(200);
    app.database.sees(id, "succeeded").await;
    worker.stop().await;
}

#[tokio::test]
async fn a_dead_letter_whose_work_is_queued_again_stays_dead() {
    let app = TestApp::playing(&[]).await;
    let ada = app.administrator("Ada").await;
    let dead = app.queue(job(&Play::FailForGood).once("quay")).await;
    app.run_pending_jobs().await;
    app.queue(job(&Play::Succeed).once("quay")).await;
    retry(&ada, dead).await.refused(409, "already_queued");
    assert_eq!(app.database.job(dead)["state"], "dead");
}

#[tokio::test]
async fn a_dead_letter_can_be_discarded() {
    let app = TestApp::playing(&[]).await;
    let ada = app.administrator("Ada").await;
    let id = app.queue(job(&Play::FailForGood)).await;
    app.run_pending_jobs().await;
    let path = format!("/api/v1/admin/jobs/{id}");
    ada.delete(&path).await.expect(204);
    assert_eq!(app.database.count("jobs"), 0);
    ada.delete(&path).await.refused(404, "not_found");
}

#[tokio::test]
async fn nothing_but_dead_letters_is_tried_again_or_discarded() {
    let app = TestApp::playing(&[]).await;
    let ada = app.administrator("Ada").await;
    let done = app.queue(job(&Play::Succeed)).await;
    app.run_pending_jobs().await;
    let queued = app.queue(job(&Play::Succeed)).await;
    for id in [done, queued] {
        retry(&ada, id).await.refused(409, "not_dead");
        let discard = ada.delete(&format!("/api/v1/admin/jobs/{id}")).await;
        discard.refused(409, "not_dead");
    }
    let unknown = Uuid::now_v7();
    retry(&ada, unknown).await.refused(404, "not_found");
    assert_eq!(app.database.count("jobs"), 2);
}

#[tokio::test]
async fn the_system_page_shows_the_queue() {
    let app = TestApp::playing(&[]).await;
    let ada = app.administrator("Ada").await;
    let worker = app.worker(3);
    let dead = app.queue(job(&Play::FailForGood)).await;
    app.database.sees(dead, "dead").await;
    let hangs = app.queue(job(&Play::Hang)).await;
    app.database.sees(hangs, "running").await;
    let done = app.queue(job(&Play::Succeed)).await;
    app.database.sees(done, "succeeded").await;
    app.database.execute(&format!(
        "UPDATE jobs SET kind = 'tomorrow', state = 'queued', finished_at = NULL, \
         run_at = now() - interval '90 seconds' WHERE id = '{done}'"
    ));
    let system = ada.get("/api/v1/admin/system").await.expect(200).json();
    assert_eq!(depth(&system, "play", "dead"), 1);
    assert_eq!(depth(&system, "play", "running"), 1);
    assert_eq!(depth(&system, "tomorrow", "queued"), 1);
    assert_eq!(system["unknown_kinds"], json!(["tomorrow"]));
    let oldest = system["oldest_runnable_seconds"]
        .as_f64()
        .expect("a number");
    assert!((89.0..120.0).contains(&oldest), "{oldest}");
    worker.kill().await;
}

#[tokio::test]
async fn the_system_page_tells_a_living_worker_from_a_silent_one() {
    let app = TestApp::playing(&[]).await;
    let ada = app.administrator("Ada").await;
    let worker = app.worker(3);
    let done = app.queue(job(&Play::Succeed)).await;
    app.database.sees(done, "succeeded").await;
    worker.kill().await;
    let system = ada.get("/api/v1/admin/system").await.expect(200).json();
    assert_eq!(system["workers"][0]["concurrency"], 3);
    assert_eq!(system["workers"][0]["pid"], std::process::id());
    assert_eq!(system["workers"][0]["alive"], true);
    app.database
        .execute("UPDATE workers SET heartbeat_at = now() - interval '31 seconds'");
    let system = ada.get("/api/v1/admin/system").await.expect(200).json();
    assert_eq!(system["workers"][0]["alive"], false);
}

/// How many jobs of a kind are in a state.
fn depth(system: &Value, kind: &str, state: &str) -> i64 {
    let all = system["jobs"].as_array().expect("a list");
    let found = all
        .iter()
        .find(|one| one["kind"] == kind && one["state"] == state);
    found.map_or(0, |one| one["count"].as_i64().expect("a number"))
}

async fn retry(ada: &Person, id: Uuid) -> Reply {
    let path = format!("/api/v1/admin/jobs/{id}/retry");
    ada.send(ada.request(Method::POST, &path)).await
}
