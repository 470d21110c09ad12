//! A signed address opens one document, for minutes, while whoever made it may see it.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Person, Reply, SECRET_KEY, TestApp, eventually, resigned};

#[tokio::test]
async fn it_opens_its_document_to_whoever_has_it() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let link = link(&anna).await;
    let content = app.stranger().get(&link).await.expect(200);
    assert_eq!(content.body.as_ref(), b"moor the boat");
    app.stranger().head(&link).await.expect(200);
}

#[tokio::test]
async fn it_ends_after_ten_minutes() {
    let app = TestApp::start().await;
    let link = link(&app.person("Anna").await).await;
    let (path, token) = link.rsplit_once('/').expect("a token");
    let now = chrono::Utc::now().timestamp();
    let mut left = 0;
    let expired = resigned(token, SECRET_KEY, |_, claims| {
        left = claims["exp"].as_i64().expect("an expiry") - now;
        claims["exp"] = json!(now - 1);
    });
    assert!((590..=600).contains(&left), "{left} s");
    is_gone(&app, &format!("{path}/{expired}")).await;
}

#[tokio::test]
async fn a_forged_one_opens_nothing() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let link = link(&anna).await;
    let (path, token) = link.rsplit_once('/').expect("a token");
    let (message, _) = token.rsplit_once('.').expect("a signature");
    let other_key = resigned(token, "somebody else's key, long enough", |_, _| ());
    let session = resigned(token, SECRET_KEY, |_, claims| {
        claims["sid"] = json!(uuid::Uuid::now_v7());
    });
    for forged in [
        &other_key,
        &session,
        &format!("{message}."),
        "x",
        anna.token(),
    ] {
        is_gone(&app, &format!("{path}/{forged}")).await;
    }
}

#[tokio::test]
async fn it_ends_with_the_session_that_made_it() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let link = link(&anna).await;
    app.stranger().get(&link).await.expect(200);
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    is_gone(&app, &link).await;
}

#[tokio::test]
async fn it_ends_when_its_maker_is_deactivated() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let link = link(&anna).await;
    app.deactivate(&anna);
    let five_seconds = Duration::from_secs(5);
    eventually(five_seconds, "the address ends", async || {
        app.stranger().get(&link).await.status == 404
    })
    .await;
}

#[tokio::test]
async fn it_ends_when_its_maker_is_no_longer_a_member() {
    let app = TestApp::start().await;
    let (owner, viewer) = (app.person("Olga").await, app.person("Vera").await);
    let (project, document) = owner.project_with_document().await;
    app.admit(&viewer, &project, "viewer");
    let link = make(&viewer, &document).await.expect(200).text("url");
    app.stranger().get(&link).await.expect(200);
    app.expel(&viewer, &project);
    is_gone(&app, &link).await;
}

#[tokio::test]
async fn it_ends_with_its_document() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    let link = make(&anna, &document).await.expect(200).text("url");
    let address = format!("/api/v1/documents/{document}");
    anna.delete(&address).await.expect(204);
    is_gone(&app, &link).await;
}

#[tokio::test]
async fn there_are_two_dispositions() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    let path = format!("/api/v1/documents/{document}/links");
    let attachment = json!({ "disposition": "attachment" });
    let link = anna.post(&path, attachment).await.expect(200).text("url");
    let content = app.stranger().get(&link).await.expect(200);
    let disposition = content.header("content-disposition");
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    let frame = json!({ "disposition": "frame" });
    anna.post(&path, frame)
        .await
        .invalid("disposition", "malformed");
}

/// The address of a new document.
async fn link(person: &Person) -> String {
    let (_, document) = person.project_with_document().await;
    make(person, &document).await.expect(200).text("url")
}

async fn make(person: &Person, document: &str) -> Reply {
    let path = format!("/api/v1/documents/{document}/links");
    person.post(&path, json!({})).await
}

async fn is_gone(app: &TestApp, link: &str) {
    let reply = app.stranger().get(link).await;
    reply.refused(404, "not_found");
    app.stranger().head(link).await.expect(404);
}
