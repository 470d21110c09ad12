//! Signed addresses: for images, frames and downloads, which send no bearer.

use chrono::{TimeDelta, Utc};
use jsonwebtoken::{DecodingKey, EncodingKey, Validation};
use serde_json::{Value, json};

use super::{address, document, get_with};
use crate::harness::{Person, Reply, SOON, TestApp, eventually};

const KEY: &str = "a-key-that-this-test-signs-with-as-well";

#[tokio::test]
async fn a_signed_address_shows_the_bytes_to_whoever_has_it() {
    let (app, anna, plan) = plan().await;
    let reply = link(&anna, &plan, json!({})).await;
    let left = reply.text("expires_at");
    let left = left.parse::<chrono::DateTime<Utc>>().expect("a time") - Utc::now();
    assert!(TimeDelta::seconds(590) < left && left <= TimeDelta::seconds(600));

    let stranger = app.stranger();
    let content = stranger.get(&reply.text("url")).await.expect(200);
    assert_eq!(content.body.as_ref(), b"moor the boat");
    let shown = content.header("Content-Disposition");
    assert_eq!(shown, "inline; filename=\"plan.txt\"");
    let head = stranger.head(&reply.text("url")).await.expect(200);
    assert_eq!(head.header("Content-Length"), "13");
}

#[tokio::test]
async fn a_signed_address_saves_the_bytes_if_it_was_made_for_that() {
    let (app, anna, plan) = plan().await;
    for (disposition, begins) in [("attachment", "attachment;"), ("inline", "inline;")] {
        let reply = link(&anna, &plan, json!({ "disposition": disposition })).await;
        let content = app.stranger().get(&reply.text("url")).await.expect(200);
        let shown = content.header("Content-Disposition");
        assert!(shown.starts_with(begins), "{shown}");
    }
}

#[tokio::test]
async fn a_signed_address_knows_ranges_and_versions() {
    let (app, anna, plan) = plan().await;
    let url = link(&anna, &plan, json!({})).await.text("url");
    let stranger = app.stranger();
    let part = get_with(&stranger, &url, &[("Range", "bytes=0-3")]).await;
    assert_eq!(part.expect(206).body.as_ref(), b"moor");
    get_with(&stranger, &url, &[("Range", "bytes=99-")])
        .await
        .refused(416, "range_not_satisfiable");
    get_with(&stranger, &url, &[("If-None-Match", "*")])
        .await
        .expect(304);
    let head = stranger.request(reqwest::Method::HEAD, &url);
    let head = stranger.send(head.header("If-None-Match", "*")).await;
    head.expect(304);
}

#[tokio::test]
async fn an_address_that_nobody_signed_leads_nowhere() {
    let (app, anna, plan) = plan().await;
    let url = link(&anna, &plan, json!({})).await.text("url");
    let (unsigned, _) = url.rsplit_once('.').expect("a signature");
    let forged = format!("{unsigned}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let access = format!("/api/v1/content/{}", anna.token());
    for path in ["/api/v1/content/nonsense", unsigned, &forged, &access] {
        app.stranger().get(path).await.refused(404, "not_found");
    }
    app.stranger().head(&forged).await.expect(404);
}

#[tokio::test]
async fn an_address_is_no_access_token() {
    let (app, anna, plan) = plan().await;
    let url = link(&anna, &plan, json!({})).await.text("url");
    let token = url.rsplit('/').next().expect("a token");
    let thief = app.stranger().bearing(token);
    thief.get("/api/v1/me").await.refused(401, "unauthorized");
}

#[tokio::test]
async fn an_address_ends_after_its_time() {
    let (app, anna, plan) = plan().await;
    let url = link(&anna, &plan, json!({})).await.text("url");
    let token = url.rsplit('/').next().expect("a token");
    let header = jsonwebtoken::decode_header(token).expect("a header");
    let resigned = |shift: i64| {
        let mut validation = Validation::new(header.alg);
        validation.validate_aud = false;
        let key = DecodingKey::from_secret(KEY.as_bytes());
        let decoded = jsonwebtoken::decode::<Value>(token, &key, &validation);
        let mut claims = decoded.expect("it is signed with our key").claims;
        claims["exp"] = json!(claims["exp"].as_i64().expect("a time") + shift);
        let key = EncodingKey::from_secret(KEY.as_bytes());
        let token = jsonwebtoken::encode(&header, &claims, &key).expect("a token");
        format!("/api/v1/content/{token}")
    };
    app.stranger().get(&resigned(-500)).await.expect(200);
    let ended = app.stranger().get(&resigned(-605)).await;
    ended.refused(404, "not_found");
}

#[tokio::test]
async fn an_address_ends_with_the_session_that_it_was_made_in() {
    let (app, anna, plan) = plan().await;
    let url = link(&anna, &plan, json!({})).await.text("url");
    app.stranger().get(&url).await.expect(200);
    anna.post_from_page("/api/v1/auth/logout").await.expect(204);
    // Other instances may remember a session for some seconds.
    eventually(SOON, "the address has ended", async || {
        app.stranger().get(&url).await.status == 404
    })
    .await;
}

#[tokio::test]
async fn an_address_ends_with_its_document_and_comes_back_with_it() {
    let (app, anna, plan) = plan().await;
    let url = link(&anna, &plan, json!({})).await.text("url");
    anna.delete(&address(&plan)).await.expect(204);
    app.stranger().get(&url).await.refused(404, "not_found");
    let restore = format!("{}/restore", address(&plan));
    anna.send(anna.request(reqwest::Method::POST, &restore))
        .await
        .expect(200);
    app.stranger().get(&url).await.expect(200);
}

#[tokio::test]
async fn an_address_ends_with_the_membership_of_its_maker() {
    let (app, anna, plan) = plan().await;
    let url = link(&anna, &plan, json!({})).await.text("url");
    app.database.execute("DELETE FROM memberships");
    app.stranger().get(&url).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_wish_that_is_none_of_the_two_is_refused() {
    let (_app, anna, plan) = plan().await;
    let links = format!("{}/links", address(&plan));
    for wish in [json!("sideways"), json!(""), json!("Inline")] {
        let body = json!({ "disposition": wish });
        anna.post(&links, body)
            .await
            .invalid("disposition", "malformed");
    }
    anna.post(&links, json!({ "minutes": 60 }))
        .await
        .invalid("minutes", "unknown_field");
    let body = json!({ "disposition": "x".repeat(70_000) });
    anna.post(&links, body)
        .await
        .refused(413, "payload_too_large");
    let untyped = anna.request(reqwest::Method::POST, &links);
    anna.send(untyped)
        .await
        .refused(415, "unsupported_media_type");
}

async fn link(anna: &Person, plan: &Value, body: Value) -> Reply {
    anna.post(&format!("{}/links", address(plan)), body)
        .await
        .expect(200)
}

async fn plan() -> (TestApp, Person, Value) {
    let app = TestApp::with(&[("SECRET_KEYS", KEY)]).await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.txt", "text/plain", b"moor the boat").await;
    (app, anna, plan)
}
