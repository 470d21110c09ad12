//! `Idempotency-Key`: what is repeated because its answer was lost creates nothing twice.

mod keys;
mod projects;
mod uploads;

use reqwest::Method;
use serde_json::json;

use crate::harness::{Client, RawForm, Reply};

/// Makes a project under a key.
async fn make_project(client: &Client, key: &str, name: &str) -> Reply {
    let request = client.request(Method::POST, "/api/v1/projects");
    let request = request.header("Idempotency-Key", key);
    client.send(request.json(&json!({ "name": name }))).await
}

/// Uploads a file under a key.
async fn upload(client: &Client, project: &str, key: &str, name: &str, bytes: &[u8]) -> Reply {
    let form = RawForm::file(&format!("filename=\"{name}\""), bytes);
    upload_form(client, project, key, form).await
}

/// Uploads a form under a key.
async fn upload_form(client: &Client, project: &str, key: &str, form: RawForm) -> Reply {
    let path = format!("/api/v1/projects/{project}/documents");
    let request = client.request(Method::POST, &path);
    let request = request
        .header("Idempotency-Key", key)
        .header("Content-Type", crate::harness::FORM_TYPE);
    client.send(request.body(form.end())).await
}

/// Fails unless `again` is `first` once more, and says so.
fn assert_replayed(first: &Reply, again: &Reply) {
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.json(), again.json());
    assert_eq!(first.header("Location"), again.header("Location"));
    assert_eq!(first.header("Idempotency-Replayed"), "");
    assert_eq!(again.header("Idempotency-Replayed"), "true");
}
