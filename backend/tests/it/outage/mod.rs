//! What people notice when a part is down, slow or broken: a clear 503 in time, nothing lost, and
//! nobody has to restart anything.

mod busy;
mod connections;
mod database;
mod inside;
mod load;
mod object_store;
mod restart;

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Gate, PASSWORD, Person, Reply, TestApp, TestDatabase};

/// How long a part's silence may keep anybody waiting.
const PATIENCE: Duration = Duration::from_secs(6);

/// An app that reaches its database through a gate, which is open.
async fn app_behind_a_gate(settings: &[(&str, &str)]) -> (TestApp, Gate) {
    let database = TestDatabase::fresh().await;
    let (mut gate, url) = Gate::before(database.url.as_str()).await;
    gate.open().await;
    let mut all = vec![("DATABASE_URL", url.as_str())];
    all.extend_from_slice(settings);
    (TestApp::on(database, &all).await, gate)
}

/// The answer, if it comes within `limit`.
async fn within<T>(limit: Duration, answer: impl Future<Output = T>) -> T {
    let answer = tokio::time::timeout(limit, answer).await;
    answer.unwrap_or_else(|_| panic!("no answer within {limit:?}"))
}

/// Fails unless this is the problem document of a part that is down.
#[track_caller]
fn unavailable(reply: Reply) {
    let reply = reply.refused(503, "unavailable");
    let seconds: u32 = reply.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&seconds));
}

/// The status word of readiness and the names of the checks that are down.
async fn readiness(person: &Person, query: &str, status: u16) -> (String, Vec<Value>) {
    let path = format!("/api/health/ready{query}");
    let ready = within(PATIENCE, person.get(&path))
        .await
        .expect(status)
        .json();
    let checks = ready["checks"].as_array().expect("a list");
    let down = checks.iter().filter(|check| check["status"] == "down");
    let names = down.map(|check| check["name"].clone()).collect();
    (ready["status"].as_str().expect("a word").to_owned(), names)
}

/// One request of each kind that needs the database, except uploads.
fn requests(anna: &Person, project: &str, document: &str) -> Vec<(Method, String, Option<Value>)> {
    let project = format!("/api/v1/projects/{project}");
    let document = format!("/api/v1/documents/{document}");
    let name = || Some(json!({ "name": "Quay" }));
    let sign_in = json!({ "email": anna.email, "password": PASSWORD });
    let account = json!({ "email": "bert@example.com", "name": "Bert", "password": PASSWORD });
    let passwords = json!({ "current_password": PASSWORD, "new_password": "another password" });
    let v1 = |path: &str| format!("/api/v1{path}");
    vec![
        (Method::POST, v1("/auth/register"), Some(account)),
        (Method::POST, v1("/auth/login"), Some(sign_in)),
        (Method::POST, v1("/auth/refresh"), None),
        (Method::POST, v1("/auth/logout"), None),
        (Method::GET, v1("/me"), None),
        (Method::PATCH, v1("/me"), name()),
        (Method::POST, v1("/me/password"), Some(passwords)),
        (Method::GET, v1("/projects"), None),
        (Method::POST, v1("/projects"), name()),
        (Method::GET, project.clone(), None),
        (Method::PATCH, project.clone(), name()),
        (Method::GET, format!("{project}/documents"), None),
        (Method::GET, document.clone(), None),
        (Method::PATCH, document.clone(), name()),
        (Method::GET, format!("{document}/content"), None),
        (Method::POST, format!("{document}/links"), Some(json!({}))),
        (Method::POST, format!("{document}/restore"), None),
        (Method::DELETE, document, None),
        (Method::DELETE, project, None),
    ]
}

/// Sends one of [`requests`], as from our own pages.
async fn send(person: &Person, (method, path, body): (Method, String, Option<Value>)) -> Reply {
    let request = person.request(method, &path);
    let request = request.header("Sec-Fetch-Site", "same-origin");
    let request = match &body {
        Some(body) => request.json(body),
        None => request,
    };
    within(PATIENCE, person.send(request)).await
}
