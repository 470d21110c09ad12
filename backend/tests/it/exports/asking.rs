//! Asking for an archive, and who gets it.

use reqwest::Method;
use serde_json::Value;

use crate::harness::{Person, Reply, TestApp};

#[tokio::test]
async fn an_archive_is_asked_for_watched_and_downloaded() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, _) = anna.project_with_document().await;
    let asked = ask(&anna, &project).await.expect(202);
    let path = format!("/api/v1/jobs/{}", asked.text("id"));
    assert_eq!(asked.header("Location"), path);
    assert_eq!(
        (asked.text("kind"), asked.text("state")),
        ("export".into(), "queued".into())
    );
    assert_eq!(asked.text("project_id"), project);

    app.run_pending_jobs().await;

    let job = anna.get(&path).await.expect(200).json();
    assert_eq!(
        (&job["state"], &job["progress"]),
        (&"succeeded".into(), &100.into())
    );
    let today = chrono::Utc::now().date_naive();
    assert_eq!(job["result"]["name"], format!("Harbour {today}.zip"));
    assert_eq!(job["result"]["media_type"], "application/zip");
    assert_eq!(hours_left(&job), 23);
    let archive = anna.unpack(asked.text("id").parse().expect("an id")).await;
    assert_eq!(archive.names(), ["plan.txt"]);
}

#[tokio::test]
async fn while_one_is_made_another_request_is_told_of_it() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let (project, _) = anna.project_with_document().await;
    app.admit(&ben, &project, "viewer");
    let first = anna.export(&project).await;
    assert_eq!(anna.export(&project).await, first);
    app.database.execute(
        "UPDATE jobs SET state = 'running', lease = id, leased_until = now() + interval '1 hour'",
    );
    assert_eq!(anna.export(&project).await, first);
    assert_ne!(ben.export(&project).await, first);
    let other = anna.project("Quay").await;
    assert_ne!(anna.export(&other).await, first);
    assert_eq!(app.database.count("jobs WHERE kind = 'export'"), 3);
}

#[tokio::test]
async fn a_repeat_under_the_same_key_is_answered_like_the_first_request() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, _) = anna.project_with_document().await;
    let first = ask_once(&anna, &project, "one").await.expect(202);
    app.run_pending_jobs().await;
    let again = ask_once(&anna, &project, "one").await.expect(202);
    assert_eq!(again.json(), first.json());
    assert_eq!(again.header("Location"), first.header("Location"));
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    let other = anna.project("Quay").await;
    let reused = ask_once(&anna, &other, "one").await;
    reused.refused(422, "idempotency_key_reused");
    assert_eq!(app.database.count("jobs WHERE kind = 'export'"), 1);
}

#[tokio::test]
async fn a_new_archive_takes_the_place_of_the_one_before() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let (project, _) = anna.project_with_document().await;
    app.admit(&ben, &project, "viewer");
    let (old, of_ben) = (anna.export(&project).await, ben.export(&project).await);
    app.run_pending_jobs().await;
    let new = anna.export(&project).await;
    anna.unpack(old).await;

    app.run_pending_jobs().await;

    let path = format!("/api/v1/jobs/{old}/result");
    anna.get(&path).await.refused(410, "gone");
    anna.unpack(new).await;
    ben.unpack(of_ben).await;
    app.run_kind("job_retention").await;
    assert_eq!(app.results().await.len(), 2);
}

#[tokio::test]
async fn an_archive_is_for_who_asked_for_it_and_only_while_they_are_a_member() {
    let app = TestApp::start().await;
    let (anna, vera) = (app.person("Anna").await, app.person("Vera").await);
    let (project, _) = anna.project_with_document().await;
    app.admit(&vera, &project, "viewer");
    let job = vera.export(&project).await;
    app.run_pending_jobs().await;
    let (path, links) = (
        format!("/api/v1/jobs/{job}"),
        format!("/api/v1/jobs/{job}/links"),
    );
    let link = vera.send(vera.request(Method::POST, &links)).await;
    let url = link.expect(200).text("url");
    assert!(vera.get(&path).await.expect(200).json()["result"].is_object());
    assert_eq!(
        anna.get(&path).await.expect(200).json()["result"],
        Value::Null
    );
    let list = anna.get("/api/v1/jobs?kind=export").await.expect(200);
    assert_eq!(list.items()[0]["result"], Value::Null);

    app.expel(&vera, &project);

    for path in [&path, &format!("{path}/result"), &url] {
        vera.get(path).await.refused(404, "not_found");
    }
    let link = vera.send(vera.request(Method::POST, &links)).await;
    link.refused(404, "not_found");
}

#[tokio::test]
async fn a_project_that_is_too_large_is_refused_at_once() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for (documents, bytes) in [(100_001, 0), (1, 60_u64 << 30)] {
        app.database.execute(&format!(
            "UPDATE projects SET document_count = {documents}, total_bytes = {bytes}, stored_bytes = {bytes}"
        ));
        ask(&anna, &project).await.refused(409, "too_large");
    }
    assert_eq!(app.database.count("jobs WHERE kind = 'export'"), 0);
}

async fn ask(person: &Person, project: &str) -> Reply {
    let path = format!("/api/v1/projects/{project}/exports");
    person.send(person.request(Method::POST, &path)).await
}

async fn ask_once(person: &Person, project: &str, key: &str) -> Reply {
    let path = format!("/api/v1/projects/{project}/exports");
    let request = person.request(Method::POST, &path);
    person.send(request.header("Idempotency-Key", key)).await
}

fn hours_left(job: &Value) -> i64 {
    let expires_at = job["result"]["expires_at"].as_str().expect("a time");
    let expires_at = chrono::DateTime::parse_from_rfc3339(expires_at).expect("a time");
    (expires_at.to_utc() - chrono::Utc::now()).num_hours()
}
