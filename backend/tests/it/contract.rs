//! The checker is the judge of all other tests, so it is shown wrong answers here and must refuse them.

use std::collections::BTreeSet;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use crate::harness::contract::{Answer, CONTRACT, Seen};

#[test]
fn a_good_answer_is_accepted() {
    let seen = check("GET", "/api/v1/me?x=1", 200, &[], &user()).expect("it is as documented");
    assert_eq!(
        seen,
        Seen {
            operation: "get_me".into(),
            status: 200,
            code: None
        }
    );
}

#[test]
fn a_wrong_body_is_refused() {
    let mut wrong = user();
    wrong["role"] = json!("captain");
    refused(check("GET", "/api/v1/me", 200, &[], &wrong), "/role");

    wrong = user();
    wrong["id"] = json!("7");
    refused(check("GET", "/api/v1/me", 200, &[], &wrong), "/id");

    let mut secretive = user();
    secretive["password_hash"] = json!("$2b$12$");
    refused(
        check("GET", "/api/v1/me", 200, &[], &secretive),
        "password_hash",
    );

    let mut incomplete = user();
    incomplete
        .as_object_mut()
        .expect("is an object")
        .remove("email");
    refused(check("GET", "/api/v1/me", 200, &[], &incomplete), "email");
}

#[test]
fn an_undocumented_status_is_refused() {
    refused(
        check("GET", "/api/v1/me", 202, &[], &user()),
        "does not document this status",
    );
    let problem = problem(404, "not_found");
    refused(
        check("GET", "/api/v1/me", 404, &[], &problem),
        "does not document this status",
    );
}

#[test]
fn an_unknown_operation_is_refused_unless_it_says_not_found() {
    refused(
        check("GET", "/api/v1/secrets", 200, &[], &user()),
        "unknown path does not document",
    );
    let seen = check(
        "GET",
        "/api/v1/secrets",
        404,
        &[],
        &problem(404, "not_found"),
    );
    assert_eq!(seen.map(|seen| seen.code), Ok(Some("not_found".into())));
}

#[test]
fn a_wrong_method_is_refused_unless_it_says_which_are_allowed() {
    refused(
        check("PUT", "/api/v1/me", 200, &[], &user()),
        "wrong method does not document",
    );
    let problem = problem(405, "method_not_allowed");
    refused(
        check("PUT", "/api/v1/me", 405, &[], &problem),
        "lacks the header Allow",
    );
    check(
        "PUT",
        "/api/v1/me",
        405,
        &[("allow", "GET, PATCH")],
        &problem,
    )
    .expect("as documented");
}

#[test]
fn head_answers_like_get_but_without_a_body() {
    refused(check("HEAD", "/api/v1/me", 200, &[], &user()), "has a body");
    refused(
        check("HEAD", "/api/v1/me", 202, &[], &user()),
        "does not document this status",
    );
}

#[test]
fn a_problem_with_the_code_of_another_is_refused() {
    let challenge = ("www-authenticate", "Bearer");
    let problem = problem(401, "invalid_credentials");
    refused(
        check("GET", "/api/v1/me", 401, &[challenge], &problem),
        "/code",
    );
}

#[test]
fn a_missing_or_senseless_header_is_refused() {
    let created = check("POST", "/api/v1/auth/register", 201, &[], &user());
    refused(created, "lacks the header Location");
    let elsewhere = [("location", "https://elsewhere.example/")];
    let created = check("POST", "/api/v1/auth/register", 201, &elsewhere, &user());
    refused(created, "header Location");
}

#[test]
fn a_wrong_content_type_is_refused() {
    let html = [("content-type", "text/html")];
    refused(
        check("GET", "/api/v1/me", 200, &html, &user()),
        "content type",
    );
}

#[test]
fn every_problem_code_is_explained() {
    let contract: Value = serde_json::from_str(quayside::status::OPENAPI_JSON).expect("is JSON");
    let explained = contract["x-problem-codes"]
        .as_object()
        .expect("is an object");
    let explained: BTreeSet<&str> = explained.keys().map(String::as_str).collect();
    let components = &contract["components"];
    let mut used = BTreeSet::new();
    collect_codes(&components["responses"], &mut used);
    collect_codes(&components["schemas"]["InvalidInputProblem"], &mut used);
    assert_eq!(used, explained);
}

/// Every value that a property `code` may have, wherever it stands.
fn collect_codes<'a>(schema: &'a Value, codes: &mut BTreeSet<&'a str>) {
    let code = &schema["properties"]["code"];
    codes.extend(code["const"].as_str());
    codes.extend(
        code["enum"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str),
    );
    let objects = schema
        .as_object()
        .into_iter()
        .flat_map(|object| object.values());
    let items = schema.as_array().into_iter().flatten();
    objects
        .chain(items)
        .for_each(|inner| collect_codes(inner, codes));
}

fn refused(result: Result<Seen, String>, reason: &str) {
    let error = result.expect_err("the answer is outside the contract");
    assert!(error.contains(reason), "refused, but because of: {error}");
}

fn check(
    method: &str,
    path: &str,
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &Value,
) -> Result<Seen, String> {
    let json = if status < 400 {
        "application/json"
    } else {
        "application/problem+json"
    };
    let usual = [
        ("content-type", json),
        ("x-request-id", "1"),
        ("x-content-type-options", "nosniff"),
    ];
    let pairs = headers.iter().chain(&usual).map(|(name, value)| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    });
    let headers: HeaderMap = pairs.collect();
    let body = body.to_string();
    CONTRACT.check(&Answer {
        method,
        path,
        status,
        headers: &headers,
        body: body.as_bytes(),
    })
}

fn user() -> Value {
    json!({
        "id": "01890a5d-ac96-774b-bcce-b302099a8057",
        "email": "anna@example.com",
        "name": "Anna",
        "role": "member",
        "email_verified": false,
        "created_at": "2026-05-04T08:30:00Z",
    })
}

fn problem(status: u16, code: &str) -> Value {
    json!({
        "type": format!("/api/docs#{code}"),
        "title": "A title",
        "status": status,
        "detail": "A detail.",
        "code": code,
        "request_id": "1",
    })
}
