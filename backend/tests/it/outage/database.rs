//! The database cannot be reached at all.

use futures_util::future::join_all;

use super::{PATIENCE, app_behind_a_gate, readiness, requests, send, unavailable, within};

#[tokio::test]
async fn while_the_database_is_down_every_route_says_so_in_time() {
    let (app, mut gate) = app_behind_a_gate(&[("DATABASE_POOL_SIZE", "20")]).await;
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    gate.shut().await;
    let all = requests(&anna, &project, &document);
    let answers = join_all(all.into_iter().map(|request| send(&anna, request))).await;
    answers.into_iter().for_each(unavailable);
}

#[tokio::test]
async fn while_the_database_is_down_an_upload_is_refused_and_leaves_nothing() {
    let (app, mut gate) = app_behind_a_gate(&[]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    gate.shut().await;
    let upload = anna.send_file(&project, "plan.txt", "text/plain", b"moor the boat");
    unavailable(within(PATIENCE, upload).await);
    gate.open().await;
    let list = format!("/api/v1/projects/{project}/documents");
    assert!(anna.get(&list).await.expect(200).items().is_empty());
}

#[tokio::test]
async fn a_signed_address_is_unavailable_while_the_database_is_down() {
    let (app, mut gate) = app_behind_a_gate(&[]).await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    let links = format!("/api/v1/documents/{document}/links");
    let link = anna.post(&links, serde_json::json!({})).await.expect(200);
    gate.shut().await;
    let browser = app.stranger();
    unavailable(within(PATIENCE, browser.get(&link.text("url"))).await);
    gate.open().await;
    browser.get(&link.text("url")).await.expect(200);
}

#[tokio::test]
async fn without_its_database_the_server_lives_but_is_degraded() {
    let (app, mut gate) = app_behind_a_gate(&[]).await;
    let anna = app.person("Anna").await;
    assert_eq!(
        readiness(&anna, "?strict=1", 200).await,
        ("ok".into(), vec![])
    );
    gate.shut().await;
    anna.get("/api/health/live").await.expect(200);
    let degraded = (
        "degraded".into(),
        vec!["database".into(), "migrations".into()],
    );
    assert_eq!(readiness(&anna, "", 200).await, degraded);
    assert_eq!(readiness(&anna, "?strict=1", 503).await, degraded);
    gate.open().await;
    assert_eq!(
        readiness(&anna, "?strict=1", 200).await,
        ("ok".into(), vec![])
    );
}

#[tokio::test]
async fn when_the_database_is_back_everything_works_at_once() {
    let (app, mut gate) = app_behind_a_gate(&[]).await;
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    gate.shut().await;
    unavailable(within(PATIENCE, anna.get("/api/v1/projects")).await);
    gate.open().await;
    let at_once = std::time::Duration::from_secs(2);
    within(at_once, anna.get("/api/v1/projects"))
        .await
        .expect(200);
    anna.post_from_page("/api/v1/auth/refresh")
        .await
        .expect(200);
    let anna = anna.sign_in().await;
    anna.upload(&project, "map.txt", b"north is up").await;
    let content = format!("/api/v1/documents/{document}/content");
    assert_eq!(
        anna.get(&content).await.expect(200).body.as_ref(),
        b"moor the boat"
    );
}
