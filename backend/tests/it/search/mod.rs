//! Finding documents by their words, in all projects that one may see.

mod catching_up;
mod names;
mod pages;
mod queries;
mod scripts;
mod texts;
mod visibility;

use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use crate::harness::{Client, Person, Reply, TestApp};

/// Somebody with a project.
async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    (app, anna, project)
}

/// Asks with these parameters.
async fn ask(client: &Client, parameters: &[(&str, &str)]) -> Reply {
    let request = client.request(Method::GET, "/api/v1/search");
    client.send(request.query(parameters)).await
}

/// What somebody finds.
async fn hits(person: &Client, q: &str) -> Vec<Value> {
    ask(person, &[("q", q)]).await.expect(200).items()
}

/// The names of the documents that somebody finds.
async fn found(person: &Client, q: &str) -> Vec<String> {
    let hits = hits(person, q).await;
    hits.iter().map(|hit| name(hit).to_owned()).collect()
}

fn name(hit: &Value) -> &str {
    hit["document"]["name"].as_str().expect("a name")
}

fn id(document: &Value) -> Uuid {
    let id = document["id"].as_str().expect("an id");
    id.parse().expect("a UUID")
}

fn address(document: &Value) -> String {
    format!("/api/v1/documents/{}", id(document))
}

/// Uploads a plain text; the document.
async fn write(person: &Person, project: &str, name: &str, text: &str) -> Value {
    send(person, project, name, "text/plain", text.as_bytes()).await
}

async fn send(person: &Person, project: &str, name: &str, media_type: &str, bytes: &[u8]) -> Value {
    let reply = person.send_file(project, name, media_type, bytes).await;
    reply.expect(201).json()
}

/// The one job of a kind, as the person sees it.
async fn job(person: &Person, kind: &str) -> Value {
    let jobs = person.get(&format!("/api/v1/jobs?kind={kind}")).await;
    let [job] = jobs.expect(200).items().try_into().expect("one job");
    job
}
