//! Which addresses there are, and what may be asked of them.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use serde_json::Value;

use super::send;
use crate::harness::TestApp;

const NOWHERE: &[&str] = &[
    "/api/nothing",
    "/api/",
    "/api/v1/",
    "/api/v1",
    "/api/v1/nothing",
    "/api/v1/auth/nothing",
    "/api/v1/me/",
    "/api/v1/projects/",
    "/api/v1/projects//documents",
    "/api/v1/content/",
    "/api/v2/me",
    "/api/health",
    "/api/%2e%2e/etc/passwd",
    "/api/v1/me%00",
];

#[tokio::test]
async fn an_unknown_address_is_a_problem_document_by_every_method() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for path in NOWHERE {
        for method in [Method::GET, Method::POST, Method::DELETE, Method::OPTIONS] {
            let reply = send(&anna, method, path, &[]).await;
            let kind = reply.header("content-type").to_owned();
            assert_eq!(
                (reply.status, kind.as_str()),
                (404, "application/problem+json"),
                "{path}"
            );
        }
    }
    send(&anna, Method::GET, "/api", &[])
        .await
        .refused(404, "not_found");
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones_at_every_address() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    for (path, allowed) in addresses() {
        for method in [
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
        ] {
            if allowed.contains(method) {
                continue;
            }
            let wanted: Method = method.parse().expect("a method");
            let reply = send(&stranger, wanted, &path, &[]).await;
            assert_eq!(reply.status, 405, "{method} {path}");
            let told: BTreeSet<String> = reply
                .header("allow")
                .split(", ")
                .map(str::to_owned)
                .collect();
            assert_eq!(told, allowed, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn head_is_answered_like_get_without_the_body() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    for (path, allowed) in addresses() {
        // One answer has no end; `events::ends` asks for its head.
        if !allowed.contains("GET") || path == "/api/v1/events" {
            continue;
        }
        let (get, head) = (anna.get(&path).await, anna.head(&path).await);
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-type", "content-security-policy", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{name} of {path}");
        }
    }
}

/// Every address of the contract with its methods; the objects in them do not exist.
fn addresses() -> BTreeMap<String, BTreeSet<String>> {
    let contract: Value =
        serde_json::from_str(quayside::status::OPENAPI_JSON).expect("the contract is JSON");
    let paths = contract["paths"].as_object().expect("paths");
    let addresses = paths.iter().map(|(path, item)| {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let path = ["{project_id}", "{document_id}", "{token}"]
            .iter()
            .fold(path.clone(), |path, name| path.replace(name, id));
        let keys = item.as_object().expect("methods").keys();
        let documented = keys.filter(|key| *key != "parameters");
        let mut methods: BTreeSet<String> = documented.map(|key| key.to_uppercase()).collect();
        if methods.contains("GET") {
            methods.insert("HEAD".to_owned());
        }
        (format!("/api{path}"), methods)
    });
    addresses.collect()
}
