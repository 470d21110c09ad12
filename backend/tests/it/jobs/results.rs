//! Files that jobs make.

use reqwest::Method;
use uuid::Uuid;

use crate::harness::play::Play;
use crate::harness::{Person, Reply, SOON, TestApp, eventually};

const TEXT: &str = "north is up";

#[tokio::test]
async fn a_result_is_told_of_and_downloaded_under_its_name() {
    let (_app, anna, id) = made().await;
    let job = anna
        .get(&format!("/api/v1/jobs/{id}"))
        .await
        .expect(200)
        .json();
    assert_eq!(job["result"]["name"], "harbour plan.txt");
    assert_eq!(job["result"]["size"], 11);
    let reply = anna.get(&result(id)).await.expect(200);
    assert_eq!(reply.body.as_ref(), TEXT.as_bytes());
    let saved = reply.header("content-disposition");
    assert_eq!(saved, "attachment; filename=\"harbour plan.txt\"");
}

#[tokio::test]
async fn a_result_knows_ranges_and_versions() {
    let (_app, anna, id) = made().await;
    let ask = async |name: &str, value: &str| {
        let request = anna.request(Method::GET, &result(id));
        anna.send(request.header(name, value)).await
    };
    let part = ask("Range", "bytes=0-4").await.expect(206);
    assert_eq!(part.body.as_ref(), b"north");
    ask("Range", "bytes=99-")
        .await
        .refused(416, "range_not_satisfiable");
    ask("If-None-Match", "*").await.expect(304);
}

#[tokio::test]
async fn before_its_job_has_ended_a_result_is_not_there_yet() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let id = app.queue_for(&anna, Play::Make(TEXT.into())).await;
    anna.get(&result(id)).await.refused(409, "not_finished");
    link(&anna, id).await.refused(409, "not_finished");
}

#[tokio::test]
async fn a_job_that_made_nothing_has_no_result() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    for play in [Play::Succeed, Play::FailForGood] {
        let id = app.queue_for(&anna, play).await;
        app.run_pending_jobs().await;
        anna.get(&result(id)).await.refused(404, "not_found");
        link(&anna, id).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn an_expired_result_is_gone_and_its_object_follows() {
    let (app, anna, id) = made().await;
    let url = link(&anna, id).await.expect(200).text("url");
    app.database
        .execute("UPDATE jobs SET result_expires_at = now() - interval '1 second'");
    anna.get(&result(id)).await.refused(410, "gone");
    link(&anna, id).await.refused(410, "gone");
    app.stranger().get(&url).await.refused(404, "not_found");
    assert_eq!(app.results().await.len(), 1);
    app.run_kind("job_retention").await;
    assert!(app.results().await.is_empty());
    anna.get(&result(id)).await.refused(410, "gone");
}

#[tokio::test]
async fn a_result_whose_object_is_lost_is_unavailable() {
    let (app, anna, id) = made().await;
    std::fs::remove_dir_all(app.folder().join("results")).expect("it is there");
    anna.get(&result(id)).await.refused(503, "unavailable");
}

#[tokio::test]
async fn a_browser_downloads_by_a_signed_address() {
    let (app, anna, id) = made().await;
    let url = link(&anna, id).await.expect(200).text("url");
    let reply = app.stranger().get(&url).await.expect(200);
    assert_eq!(reply.body.as_ref(), TEXT.as_bytes());
    let saved = reply.header("content-disposition");
    assert!(saved.starts_with("attachment;"), "{saved}");
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    eventually(SOON, "the address has ended", async || {
        app.stranger().get(&url).await.status == 404
    })
    .await;
}

#[tokio::test]
async fn the_result_of_an_attempt_that_failed_in_the_end_is_swept() {
    let (app, _anna, id) = made().await;
    app.database.execute("UPDATE jobs SET result_object = NULL");
    let swept = app.sweep(std::time::Duration::ZERO).await;
    assert_eq!(swept.objects, 1);
    assert!(app.results().await.is_empty(), "{id}");
}

async fn made() -> (TestApp, Person, Uuid) {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let id = app.queue_for(&anna, Play::Make(TEXT.into())).await;
    assert_eq!(
        app.run_pending_jobs().await,
        2,
        "the file, and the mail about it"
    );
    (app, anna, id)
}

fn result(id: Uuid) -> String {
    format!("/api/v1/jobs/{id}/result")
}

async fn link(anna: &Person, id: Uuid) -> Reply {
    let links = format!("/api/v1/jobs/{id}/links");
    anna.send(anna.request(Method::POST, &links)).await
}
