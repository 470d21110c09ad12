//! Who may ask for a report, and what comes of it.

use reqwest::Method;

use super::{harbour, job};
use crate::harness::{Person, Reply};

#[tokio::test]
async fn a_member_asks_waits_and_downloads() {
    let (app, anna, project) = harbour().await;
    let asked = anna.ask_for_report(&project).await.expect(202);
    assert_eq!(asked.text("kind"), "report");
    assert_eq!(asked.text("project_id"), project);
    let address = asked.header("location").to_owned();
    app.run_pending_jobs().await;
    let made = anna.get(&address).await.expect(200).json();
    let today = chrono::Utc::now().format("%Y-%m-%d");
    assert_eq!(
        made["result"]["name"],
        format!("Harbour report {today}.pdf")
    );
    let report = anna.get(&format!("{address}/result")).await.expect(200);
    assert_eq!(report.header("content-type"), "application/pdf");
    assert!(report.body.starts_with(b"%PDF-1.7"));
}

#[tokio::test]
async fn a_report_can_be_had_for_a_day() {
    let (app, anna, project) = harbour().await;
    anna.ask_for_report(&project).await.expect(202);
    app.run_pending_jobs().await;
    let expires = job(&anna).await["result"]["expires_at"].clone();
    let expires: chrono::DateTime<chrono::Utc> = serde_json::from_value(expires).expect("a time");
    let hours = (expires - chrono::Utc::now()).num_minutes();
    assert!((23 * 60..=24 * 60).contains(&hours), "{hours}");
}

#[tokio::test]
async fn a_viewer_may_ask_and_a_stranger_finds_no_project() {
    let (app, _anna, project) = harbour().await;
    let ben = app.person("Ben").await;
    ben.ask_for_report(&project).await.refused(404, "not_found");
    app.admit(&ben, &project, "viewer");
    ben.ask_for_report(&project).await.expect(202);
}

#[tokio::test]
async fn while_a_report_is_made_for_somebody_no_second_is() {
    let (app, anna, project) = harbour().await;
    let ben = app.person("Ben").await;
    app.admit(&ben, &project, "viewer");
    let first = anna.ask_for_report(&project).await.expect(202).text("id");
    let again = anna.ask_for_report(&project).await.expect(202).text("id");
    assert_eq!(first, again);
    let bens = ben.ask_for_report(&project).await.expect(202).text("id");
    assert_ne!(first, bens);
    app.run_pending_jobs().await;
    let next = anna.ask_for_report(&project).await.expect(202).text("id");
    assert_ne!(first, next);
}

#[tokio::test]
async fn a_repeat_under_the_same_key_is_answered_like_the_first() {
    let (app, anna, project) = harbour().await;
    let first = keyed(&anna, &project).await.expect(202);
    app.run_pending_jobs().await;
    let again = keyed(&anna, &project).await.expect(202);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(app.database.count("jobs WHERE kind = 'report'"), 1);
    let other = anna.project("Quay").await;
    let reused = keyed(&anna, &other).await;
    reused.refused(422, "idempotency_key_reused");
}

#[tokio::test]
async fn a_key_whose_first_request_still_runs_is_asked_to_wait() {
    let (app, anna, project) = harbour().await;
    app.database.execute(&format!(
        "INSERT INTO idempotency_keys (user_id, key, lease, leased_until) \
         VALUES ('{}', 'one', gen_random_uuid(), now() + interval '1 minute')",
        anna.id
    ));
    let asked = keyed(&anna, &project).await;
    asked.refused(409, "idempotency_in_flight");
}

async fn keyed(person: &Person, project: &str) -> Reply {
    let address = format!("/api/v1/projects/{project}/reports");
    let request = person.request(Method::POST, &address);
    person.send(request.header("Idempotency-Key", "one")).await
}
