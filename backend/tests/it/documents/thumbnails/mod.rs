//! Small pictures of documents: made behind the scenes, shown in lists.

mod addresses;
mod ends;
mod making;
mod previews;

use serde_json::Value;

use super::{address, document, documents_of, get_with, id};
use crate::harness::{Person, TestApp, png};

/// Somebody who has just uploaded a picture.
async fn harbour() -> (TestApp, Person, Value) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let plan = document(&anna, "plan.png", "image/png", &png()).await;
    (app, anna, plan)
}

/// The same, and its thumbnail is there.
async fn depicted() -> (TestApp, Person, Value) {
    let (app, anna, plan) = harbour().await;
    app.run_pending_jobs().await;
    let plan = read(&anna, &plan).await;
    assert_eq!(plan["thumbnail"], "ready");
    (app, anna, plan)
}

/// Where the thumbnail is for those who have a token.
fn thumbnail_of(document: &Value) -> String {
    format!("{}/thumbnail", address(document))
}

/// The document as it is now.
async fn read(person: &Person, document: &Value) -> Value {
    person.get(&address(document)).await.expect(200).json()
}

/// The signed address, which must be there.
fn signed(document: &Value) -> String {
    let url = document["thumbnail_url"].as_str();
    url.expect("an address").to_owned()
}

/// The one job that makes a thumbnail, as the person sees it.
async fn job(person: &Person) -> Value {
    let jobs = person.get("/api/v1/jobs?kind=thumbnail").await.expect(200);
    let [job] = jobs.items().try_into().expect("one job");
    job
}
