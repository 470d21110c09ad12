//! One's own account: name and password.

use serde_json::json;

use crate::harness::{PASSWORD, Person, Reply, TestApp};

#[tokio::test]
async fn a_person_sees_and_changes_their_name() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let me = anna.get("/api/v1/me").await.expect(200);
    assert_eq!(me.text("id"), anna.id);
    let changed = rename(&anna, json!("Anna Berg")).await.expect(200);
    assert_eq!(changed.text("name"), "Anna Berg");
    let (_, document) = anna.project_with_document().await;
    let document = anna.get(&format!("/api/v1/documents/{document}")).await;
    assert_eq!(document.json()["uploaded_by"]["name"], "Anna Berg");
}

#[tokio::test]
async fn what_is_left_out_stays_as_it_is() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let same = anna.patch("/api/v1/me", json!({})).await.expect(200);
    assert_eq!(same.text("name"), "Anna");
}

#[tokio::test]
async fn a_name_outside_its_limits_is_refused() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let long = "n".repeat(101);
    let cases = [
        (json!(""), "required"),
        (json!("   "), "required"),
        (json!(long), "too_long"),
        (json!("An\nna"), "forbidden_character"),
        (json!(null), "wrong_type"),
        (json!(7), "wrong_type"),
    ];
    for (name, code) in cases {
        rename(&anna, name).await.invalid("name", code);
    }
    let email = json!({ "email": "eve@example.com" });
    let reply = anna.patch("/api/v1/me", email).await;
    reply.invalid("email", "unknown_field");
    let me = anna.get("/api/v1/me").await;
    assert_eq!(me.text("name"), "Anna");
}

#[tokio::test]
async fn a_name_is_counted_and_kept_composed() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    // 200 code points as typed on some keyboards, 100 characters for a reader.
    let decomposed = "a\u{308}".repeat(100);
    let changed = rename(&anna, json!(decomposed)).await.expect(200);
    assert_eq!(changed.text("name"), "ä".repeat(100));
}

#[tokio::test]
async fn a_stranger_has_no_account_to_see() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let name = json!({ "name": "Eve" });
    let change = json!({ "current_password": PASSWORD, "new_password": "something else" });
    let replies = [
        stranger.get("/api/v1/me").await,
        stranger.patch("/api/v1/me", name).await,
        stranger.post("/api/v1/me/password", change).await,
    ];
    for reply in replies {
        reply.refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn an_account_that_was_just_closed_shows_nothing() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    anna.get("/api/v1/me").await.expect(200);
    app.deactivate(&anna);
    anna.get("/api/v1/me").await.refused(401, "unauthorized");
    rename(&anna, json!("Eve"))
        .await
        .refused(401, "unauthorized");
    change_password(&anna, PASSWORD, "something else")
        .await
        .refused(401, "unauthorized");
}

#[tokio::test]
async fn a_new_password_takes_the_place_of_the_old_one() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    change_password(&anna, PASSWORD, "battery staple")
        .await
        .expect(204);
    sign_in(&app, PASSWORD)
        .await
        .refused(401, "invalid_credentials");
    sign_in(&app, "battery staple").await.expect(200);
}

#[tokio::test]
async fn a_wrong_current_password_changes_nothing() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    change_password(&anna, "a wrong guess", "battery staple")
        .await
        .invalid("current_password", "wrong_password");
    sign_in(&app, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn any_password_of_the_right_length_will_do() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let longest = "p".repeat(71);
    // Ten ducks are ten characters and forty bytes.
    let ducks = "🦆".repeat(10);
    let mut current = PASSWORD;
    for new in ["          ", &longest, &ducks, "zero\0byte!"] {
        change_password(&anna, current, new).await.expect(204);
        sign_in(&app, new).await.expect(200);
        current = new;
    }
}

#[tokio::test]
async fn a_password_of_the_wrong_length_is_refused_with_the_reason() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (too_long, ducks) = ("p".repeat(72), "🦆".repeat(18));
    let cases = [
        ("nine char", "too_short"),
        ("🦆🦆🦆🦆🦆🦆🦆🦆🦆", "too_short"),
        (&too_long, "too_long"),
        (&ducks, "too_long"),
    ];
    for (password, code) in cases {
        change_password(&anna, PASSWORD, password)
            .await
            .invalid("new_password", code);
    }
    let reply = change_password(&anna, "", "short").await;
    let reply = reply.invalid("current_password", "required");
    reply.invalid("new_password", "too_short");
}

async fn rename(person: &Person, name: serde_json::Value) -> Reply {
    person.patch("/api/v1/me", json!({ "name": name })).await
}

async fn change_password(person: &Person, current: &str, new: &str) -> Reply {
    let change = json!({ "current_password": current, "new_password": new });
    person.post("/api/v1/me/password", change).await
}

async fn sign_in(app: &TestApp, password: &str) -> Reply {
    let credentials = json!({ "email": "anna@example.com", "password": password });
    app.stranger().post("/api/v1/auth/login", credentials).await
}
