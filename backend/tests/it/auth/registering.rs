//! Opening an account.

use serde_json::json;

use crate::harness::{Client, PASSWORD, Reply, STAGING, TestApp};

/// Field, value, and what is wrong with it.
const WRONG: &[(&str, &str, &str)] = &[
    ("email", "", "required"),
    ("email", "anna", "malformed"),
    ("email", "anna@localhost", "malformed"),
    ("email", "Anna <anna@example.com>", "malformed"),
    ("email", "an\0na@example.com", "malformed"),
    ("email", "änna@example.com", "malformed"),
    ("name", "", "required"),
    ("name", " \u{3000}", "required"),
    ("name", "An\u{7}na", "forbidden_character"),
    ("password", "", "too_short"),
    ("password", "nine char", "too_short"),
];

#[tokio::test]
async fn a_new_account_is_told_where_it_is_and_is_not_signed_in() {
    let app = TestApp::start().await;
    let anna = register(&app.stranger(), "Anna@Example.com", "Änna", PASSWORD)
        .await
        .expect(201);
    assert_eq!(anna.header("location"), "/api/v1/me");
    assert_eq!(anna.text("email"), "anna@example.com");
    assert_eq!(anna.text("role"), "member");
    assert_eq!(anna.header("set-cookie"), "");
    assert_eq!(app.database.count("sessions"), 0);
}

#[tokio::test]
async fn an_address_is_taken_in_any_letter_case() {
    let app = TestApp::start().await;
    app.person("Anna").await;
    for email in ["anna@example.com", "ANNA@example.COM", " anna@example.com "] {
        register(&app.stranger(), email, "Anna", PASSWORD)
            .await
            .refused(409, "email_taken");
    }
    assert_eq!(app.database.count("users"), 1);
}

#[tokio::test]
async fn of_two_at_once_with_the_same_address_one_gets_it() {
    let app = TestApp::start().await;
    let (one, two) = (app.stranger(), app.stranger());
    let (one, two) = tokio::join!(
        register(&one, "anna@example.com", "Anna", PASSWORD),
        register(&two, "anna@example.com", "Anna", PASSWORD),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn a_field_outside_its_limits_is_named() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let (address, name, password) = ("a".repeat(255), "n".repeat(101), "p".repeat(72));
    let too_long = [
        ("email", address.as_str(), "too_long"),
        ("name", &name, "too_long"),
        ("password", &password, "too_long"),
    ];
    for (field, value, code) in WRONG.iter().copied().chain(too_long) {
        let mut account =
            json!({ "email": "anna@example.com", "name": "Anna", "password": PASSWORD });
        account[field] = json!(value);
        let reply = stranger.post("/api/v1/auth/register", account).await;
        reply.invalid(field, code);
    }
    assert_eq!(app.database.count("users"), 0);
}

#[tokio::test]
async fn all_wrong_fields_are_named_at_once() {
    let app = TestApp::start().await;
    let reply = register(&app.stranger(), "anna", "\u{7}", "short").await;
    let reply = reply.invalid("email", "malformed");
    let reply = reply.invalid("name", "forbidden_character");
    reply.invalid("password", "too_short");
}

#[tokio::test]
async fn a_body_of_another_shape_is_told_which_field_is_wrong() {
    let app = TestApp::start().await;
    let with = |field: &str, value: serde_json::Value| {
        let mut account = json!({ "email": "a@example.com", "name": "A", "password": PASSWORD });
        account[field] = value;
        account
    };
    let cases = [
        (
            json!({ "email": "a@example.com", "name": "A" }),
            "password",
            "required",
        ),
        (with("email", json!(7)), "email", "wrong_type"),
        (with("name", json!(null)), "name", "wrong_type"),
        (with("role", json!("admin")), "role", "unknown_field"),
        (
            json!(["a@example.com", "A", PASSWORD]),
            "body",
            "wrong_type",
        ),
    ];
    for (body, field, code) in cases {
        let reply = app.stranger().post("/api/v1/auth/register", body).await;
        reply.invalid(field, code);
    }
}

#[tokio::test]
async fn the_longest_that_fits_is_taken() {
    let app = TestApp::start().await;
    let emoji = "🦆".repeat(100);
    let anna = register(&app.stranger(), "anna@example.com", &emoji, &"p".repeat(71))
        .await
        .expect(201);
    assert_eq!(anna.text("name"), emoji);
}

#[tokio::test]
async fn closed_registration_lets_nobody_in() {
    let app = TestApp::with(&[("REGISTRATION", "closed")]).await;
    register(&app.stranger(), "anna@example.com", "Anna", PASSWORD)
        .await
        .refused(403, "registration_closed");
    assert_eq!(app.database.count("users"), 0);
}

#[tokio::test]
async fn nobody_makes_accounts_by_the_dozen() {
    let app = TestApp::with(STAGING).await;
    let stranger = app.stranger();
    for _ in 0..20 {
        register(&stranger, "anna@example.com", "Anna", PASSWORD).await;
    }
    let reply = register(&stranger, "eve@example.com", "Eve", PASSWORD).await;
    let reply = reply.refused(429, "too_many_requests");
    let seconds: u64 = reply.header("retry-after").parse().expect("seconds");
    assert!((3000..=3600).contains(&seconds), "{seconds}");
    assert_eq!(app.database.count("users"), 1);
}

async fn register(client: &Client, email: &str, name: &str, password: &str) -> Reply {
    let account = json!({ "email": email, "name": name, "password": password });
    client.post("/api/v1/auth/register", account).await
}
