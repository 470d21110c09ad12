//! Getting back in by mail, and what is told to whom.

use serde_json::json;

use super::{CHANGED, CHOOSE, desk, is_verified, latest, settings};
use crate::harness::{PASSWORD, Person, Reply, SOON, STAGING, TestApp, eventually};

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_all_sessions_end() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let token = app.reset_mail(&smtp, &anna.email).await.token();
    app.reset(&token, "battery staple").await.expect(204);
    anna.get("/api/v1/me").await.refused(401, "unauthorized");
    let refreshed = anna.post_from_page("/api/v1/auth/refresh").await;
    refreshed.refused(401, "unauthorized");
    sign_in(&app, &anna, PASSWORD).await.expect(401);
    let back = sign_in(&app, &anna, "battery staple")
        .await
        .expect(200)
        .json();
    assert_eq!(back["user"]["email_verified"], true);
    app.run_pending_jobs().await;
    let told = latest(&smtp, CHANGED).await;
    assert!(
        told.text("text")
            .contains("https://desk.example.com/forgot-password")
    );
}

#[tokio::test]
async fn a_link_to_choose_a_password_works_once() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let token = app.reset_mail(&smtp, &anna.email).await.token();
    let (one, two) = tokio::join!(
        app.reset(&token, "battery staple"),
        app.reset(&token, "staple battery"),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    app.reset(&token, "horse of course")
        .await
        .refused(409, "link_used");
}

#[tokio::test]
async fn a_password_that_is_refused_does_not_use_up_the_link() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let token = app.reset_mail(&smtp, &anna.email).await.token();
    let reply = app.reset(&token, "short").await;
    reply.invalid("password", "too_short");
    app.reset(&token, "battery staple").await.expect(204);
}

#[tokio::test]
async fn a_link_to_choose_a_password_works_for_an_hour() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let token = app.reset_mail(&smtp, &anna.email).await.token();
    let hour = "one_time_links WHERE expires_at - created_at = interval '1 hour'";
    assert_eq!(app.database.count(hour), 1);
    app.database
        .execute("UPDATE one_time_links SET expires_at = now()");
    app.reset(&token, "battery staple")
        .await
        .refused(409, "link_expired");
    sign_in(&app, &anna, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn only_the_latest_link_works() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let older = app.reset_mail(&smtp, &anna.email).await.token();
    let newer = app.reset_mail(&smtp, &anna.email).await.token();
    assert_ne!(older, newer);
    app.reset(&older, "battery staple")
        .await
        .refused(409, "link_expired");
    app.reset(&newer, "battery staple").await.expect(204);
}

#[tokio::test]
async fn a_changed_password_ends_the_link_and_is_told_by_mail() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let token = app.reset_mail(&smtp, &anna.email).await.token();
    let change = json!({ "current_password": PASSWORD, "new_password": "battery staple" });
    anna.post("/api/v1/me/password", change).await.expect(204);
    app.reset(&token, "staple battery")
        .await
        .refused(409, "link_used");
    app.run_pending_jobs().await;
    latest(&smtp, CHANGED).await;
    assert!(!is_verified(&anna).await);
}

#[tokio::test]
async fn an_address_that_nobody_has_is_answered_like_any_other() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    app.deactivate(&app.person("Ben").await);
    let mut answers = Vec::new();
    for email in [&anna.email, "ben@example.com", "nobody@example.com"] {
        let reply = app.forgot(email).await.expect(202);
        answers.push((
            reply.body.clone(),
            reply.headers.keys().cloned().collect::<Vec<_>>(),
        ));
    }
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    // The work is the same as well: one job each, and nothing else.
    let asked = "jobs WHERE payload ? 'reset_password' AND state = 'queued' AND user_id IS NULL";
    assert_eq!(app.database.count(asked), 3);
    app.run_pending_jobs().await;
    let told = smtp.about(CHOOSE).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0["to"], json!([anna.email]));
}

#[tokio::test]
async fn nothing_in_the_database_opens_an_account() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let token = app.reset_mail(&smtp, &anna.email).await.token();
    let (id, signature) = token.split_once('.').expect("two parts");
    for table in ["jobs", "one_time_links", "users"] {
        for secret in [id, signature] {
            let rows = format!("{table} AS it WHERE to_jsonb(it)::text LIKE '%{secret}%'");
            assert_eq!(app.database.count(&rows), 0, "{table}");
        }
    }
    assert_eq!(
        app.database
            .count("one_time_links AS it WHERE to_jsonb(it)::text LIKE '%reset%'"),
        1
    );
}

#[tokio::test]
async fn a_reset_ends_the_sessions_of_other_instances_too() {
    let (app, smtp) = desk().await;
    let other = app.beside(&settings(&smtp.plain_url()));
    let anna = app.person("Anna").await;
    let there = Person {
        client: other.stranger().bearing(anna.token()),
        ..anna.clone()
    };
    there.get("/api/v1/me").await.expect(200);
    let token = app.reset_mail(&smtp, &anna.email).await.token();
    app.reset(&token, "battery staple").await.expect(204);
    eventually(SOON, "it is over there too", async || {
        there.get("/api/v1/me").await.status == 401
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_links_without_end() {
    let app = TestApp::with(STAGING).await;
    for _ in 0..5 {
        app.forgot("nobody@example.com").await.expect(202);
    }
    app.forgot("nobody@example.com")
        .await
        .refused(429, "too_many_requests");
    for n in 0..14 {
        app.forgot(&format!("nobody-{n}@example.com"))
            .await
            .expect(202);
    }
    app.forgot("anna@example.com")
        .await
        .refused(429, "too_many_requests");
}

async fn sign_in(app: &TestApp, person: &Person, password: &str) -> Reply {
    let credentials = json!({ "email": person.email, "password": password });
    app.stranger().post("/api/v1/auth/login", credentials).await
}
