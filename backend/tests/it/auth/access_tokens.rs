//! What is no access token of ours opens nothing.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{SECRET_KEY, TestApp, resigned};

type Change = fn(&mut Value, &mut Value);

#[tokio::test]
async fn a_token_that_we_did_not_make_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let unchanged = resigned(anna.token(), SECRET_KEY, |_, _| ());
    anna.bearing(&unchanged).get("/api/v1/me").await.expect(200);

    let other_key = resigned(anna.token(), "somebody else's key, long enough", |_, _| ());
    let (message, _) = unchanged.rsplit_once('.').expect("a token has a signature");
    let unsigned = format!("{message}.");
    for token in [&other_key, &unsigned, message, "x", "x.y.z", ""] {
        let reply = anna.bearing(token).get("/api/v1/me").await;
        reply.refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn a_token_that_says_something_else_is_refused_although_it_is_signed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let changes: [(&str, Change); 10] = [
        ("alg none", |header, _| header["alg"] = json!("none")),
        ("alg HS512", |header, _| header["alg"] = json!("HS512")),
        ("alg RS256", |header, _| header["alg"] = json!("RS256")),
        ("unknown kid", |header, _| header["kid"] = json!("00000000")),
        ("no kid", |header, _| remove(header, "kid")),
        ("expired", |_, claims| claims["exp"] = json!(an_hour_ago())),
        ("no expiry", |_, claims| remove(claims, "exp")),
        ("audience", |_, claims| {
            claims["aud"] = json!("quayside-content")
        }),
        ("no audience", |_, claims| remove(claims, "aud")),
        ("no session", |_, claims| remove(claims, "sid")),
    ];
    for (what, change) in changes {
        let token = resigned(anna.token(), SECRET_KEY, change);
        let reply = anna.bearing(&token).get("/api/v1/me").await;
        assert_eq!(reply.status, 401, "{what}");
    }
}

#[tokio::test]
async fn a_token_of_one_user_and_the_session_of_another_are_refused() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let token = resigned(anna.token(), SECRET_KEY, |_, claims| {
        claims["sub"] = json!(ben.id);
    });
    let reply = anna.bearing(&token).get("/api/v1/me").await;
    reply.refused(401, "unauthorized");
}

#[tokio::test]
async fn a_content_address_is_no_access_token_nor_the_other_way_round() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    let link = anna
        .post(&format!("/api/v1/documents/{document}/links"), json!({}))
        .await
        .text("url");
    let token = link.rsplit('/').next().expect("a token");
    let reply = anna.bearing(token).get("/api/v1/me").await;
    reply.refused(401, "unauthorized");
    let reply = anna.get(&format!("/api/v1/content/{}", anna.token())).await;
    reply.refused(404, "not_found");
}

#[tokio::test]
async fn only_a_bearer_is_read() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let stranger = app.stranger();
    let (basic, bare) = (format!("Basic {}", anna.token()), anna.token().to_owned());
    for value in ["", "Bearer", "Bearer ", &basic, &bare] {
        let request = stranger.request(Method::GET, "/api/v1/me");
        let reply = stranger.send(request.header("Authorization", value)).await;
        let reply = reply.refused(401, "unauthorized");
        assert_eq!(reply.header("www-authenticate"), "Bearer");
    }
    let in_query = format!("/api/v1/me?access_token={}", anna.token());
    stranger.get(&in_query).await.refused(401, "unauthorized");
    let request = stranger.request(Method::GET, "/api/v1/me");
    let small = format!("bearer {}", anna.token());
    let reply = stranger.send(request.header("Authorization", small)).await;
    reply.expect(200);
}

fn remove(object: &mut Value, name: &str) {
    object
        .as_object_mut()
        .expect("an object")
        .remove(name)
        .expect("it was there");
}

fn an_hour_ago() -> i64 {
    chrono::Utc::now().timestamp() - 3600
}
