//! Documents: upload, list, read, rename, delete, restore.

mod broken;
mod conditions;
mod content;
mod disposition;
mod forms;
mod lifecycle;
mod limits;
mod links;
mod list;
mod media_types;
mod names;
mod pages;
mod ranges;
mod rename;
mod thumbnails;
mod upload;

use reqwest::Method;
use serde_json::Value;

use crate::harness::{Client, Person, Reply};

/// Where a project's documents are listed and uploaded.
fn documents_of(project: &str) -> String {
    format!("/api/v1/projects/{project}/documents")
}

/// The address of a document.
fn address(document: &Value) -> String {
    format!("/api/v1/documents/{}", id(document))
}

/// The address of a document's bytes.
fn content_of(document: &Value) -> String {
    format!("{}/content", address(document))
}

fn id(document: &Value) -> &str {
    document["id"].as_str().expect("a document has an id")
}

/// GET with headers.
async fn get_with(client: &Client, path: &str, headers: &[(&str, &str)]) -> Reply {
    let request = headers.iter().fold(
        client.request(Method::GET, path),
        |request, (name, value)| request.header(*name, *value),
    );
    client.send(request).await
}

/// A project with one document of that name, type and content.
async fn document(person: &Person, name: &str, media_type: &str, bytes: &[u8]) -> Value {
    let project = person.project("Harbour").await;
    let reply = person.send_file(&project, name, media_type, bytes).await;
    reply.expect(201).json()
}

/// How many documents a project counts, and their bytes.
async fn counted(person: &Person, project: &str) -> (u64, u64) {
    let project = person.get(&format!("/api/v1/projects/{project}")).await;
    let project = project.expect(200).json();
    let number = |field: &str| project[field].as_u64().expect("a number");
    (number("document_count"), number("total_bytes"))
}
