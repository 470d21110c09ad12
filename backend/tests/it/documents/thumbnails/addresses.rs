//! Where a thumbnail is: for scripts with a token, for pages by a signed address.

use reqwest::Method;
use serde_json::{Value, json};

use super::{address, depicted, documents_of, get_with, read, signed, thumbnail_of};
use crate::harness::{Person, SECRET_KEY, SOON, TestApp, eventually, resigned};

#[tokio::test]
async fn a_page_shows_it_without_a_token_and_may_keep_it() {
    let (app, anna, plan) = depicted().await;
    let stranger = app.stranger();
    let shown = stranger.get(&signed(&plan)).await.expect(200);
    let told = anna.get(&thumbnail_of(&plan)).await.expect(200);
    assert_eq!(shown.body, told.body);
    let kept = shown.header("Cache-Control");
    assert_eq!(kept, "private, max-age=3600, immutable");
    stranger.head(&signed(&plan)).await.expect(200);
}

#[tokio::test]
async fn wherever_a_document_is_told_its_thumbnail_is() {
    let (_app, anna, plan) = depicted().await;
    let project = plan["project_id"].as_str().expect("an id");
    let list = anna.get(&documents_of(project)).await.expect(200);
    signed(&list.items()[0]);
    let name = json!({ "name": "map.png" });
    let renamed = anna.patch(&address(&plan), name).await;
    signed(&renamed.expect(200).json());
    anna.delete(&address(&plan)).await.expect(204);
    let trash = format!("{}?deleted=true", documents_of(project));
    let trash = anna.get(&trash).await.expect(200);
    assert_eq!(trash.items()[0]["thumbnail_url"], Value::Null);
    let restore = format!("{}/restore", address(&plan));
    let restored = anna.send(anna.request(Method::POST, &restore)).await;
    signed(&restored.expect(200).json());
}

#[tokio::test]
async fn it_knows_ranges_and_versions_by_both_ways() {
    let (_app, anna, plan) = depicted().await;
    for path in [thumbnail_of(&plan), signed(&plan)] {
        let whole = anna.get(&path).await.expect(200);
        let part = get_with(&anna, &path, &[("Range", "bytes=0-1")]).await;
        assert_eq!(part.expect(206).body, whole.body[..2]);
        get_with(&anna, &path, &[("Range", "bytes=9999999-")])
            .await
            .refused(416, "range_not_satisfiable");
        let tag = whole.header("ETag");
        get_with(&anna, &path, &[("If-None-Match", tag)])
            .await
            .expect(304);
        let head = anna.request(Method::HEAD, &path);
        let head = anna.send(head.header("If-None-Match", tag)).await;
        head.expect(304);
    }
}

#[tokio::test]
async fn whoever_asks_again_is_told_the_same_address() {
    let (_app, anna, plan) = depicted().await;
    let mut told = Vec::new();
    for _ in 0..3 {
        told.push(signed(&read(&anna, &plan).await));
    }
    // Of three at least two fall into the same hour.
    assert!(told[0] == told[1] || told[1] == told[2], "{told:?}");
}

#[tokio::test]
async fn an_address_works_for_one_hour_to_two() {
    let (app, _, plan) = depicted().await;
    let url = signed(&plan);
    let (path, token) = url.rsplit_once('/').expect("a token");
    let now = chrono::Utc::now().timestamp();
    let mut left = 0;
    let ended = resigned(token, SECRET_KEY, |_, claims| {
        left = claims["exp"].as_i64().expect("an expiry") - now;
        claims["exp"] = json!(now - 1);
    });
    assert!((3590..=7200).contains(&left), "{left} s");
    let ended = app.stranger().get(&format!("{path}/{ended}")).await;
    ended.refused(404, "not_found");
}

#[tokio::test]
async fn an_address_opens_the_thumbnail_and_not_the_document() {
    let (app, _, plan) = depicted().await;
    let shown = app.stranger().get(&signed(&plan)).await.expect(200);
    assert_ne!(shown.body.as_ref(), super::png());
}

#[tokio::test]
async fn an_outsider_finds_none() {
    let (app, _, plan) = depicted().await;
    let otto = app.person("Otto").await;
    let none = otto.get(&thumbnail_of(&plan)).await;
    none.refused(404, "not_found");
    otto.head(&thumbnail_of(&plan)).await.expect(404);
}

#[tokio::test]
async fn an_address_ends_with_the_session_that_it_was_made_for() {
    let (app, anna, plan) = depicted().await;
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    eventually(SOON, "the address has ended", async || {
        app.stranger().get(&signed(&plan)).await.status == 404
    })
    .await;
}

#[tokio::test]
async fn an_address_ends_with_the_document() {
    let (app, anna, plan) = depicted().await;
    anna.delete(&address(&plan)).await.expect(204);
    let gone = app.stranger().get(&signed(&plan)).await;
    gone.refused(404, "not_found");
}

#[tokio::test]
async fn a_thumbnail_whose_object_is_gone_is_unavailable() {
    let (app, anna, plan) = depicted().await;
    let [object] = app.thumbnails().await.try_into().expect("one thumbnail");
    let key = quayside::storage::Key::Thumbnail(object);
    app.app.storage.delete(&key).await.expect("it goes");
    for path in [thumbnail_of(&plan), signed(&plan)] {
        anna.get(&path).await.refused(503, "unavailable");
    }
}

#[tokio::test]
async fn a_first_answer_that_is_repeated_knows_no_thumbnail_yet() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let first = upload_once(&anna, &project).await;
    app.run_pending_jobs().await;
    let again = upload_once(&anna, &project).await;
    assert_eq!(again, first);
    assert_eq!(again["thumbnail"], "pending");
}

async fn upload_once(anna: &Person, project: &str) -> Value {
    let form = crate::harness::form("plan.png", "image/png", &super::png());
    let request = anna.request(Method::POST, &documents_of(project));
    let request = request.header("Idempotency-Key", "once").multipart(form);
    anna.send(request).await.expect(201).json()
}
