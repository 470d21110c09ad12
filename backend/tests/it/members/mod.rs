//! Who belongs to a project.

mod guessing;
mod owners;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Person, Reply, TestApp};

fn members(project: &str) -> String {
    format!("/api/v1/projects/{project}/members")
}

async fn add(owner: &Person, project: &str, person: &Person, role: &str) -> Reply {
    let body = json!({ "email": person.email, "role": role });
    owner.post(&members(project), body).await
}

async fn give(owner: &Person, project: &str, person: &Person, role: &str) -> Reply {
    let path = format!("{}/{}", members(project), person.id);
    owner.patch(&path, json!({ "role": role })).await
}

async fn remove(who: &Person, project: &str, person: &Person) -> Reply {
    who.delete(&format!("{}/{}", members(project), person.id))
        .await
}

#[tokio::test]
async fn an_owner_adds_changes_and_removes_members() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    let path = format!("/api/v1/projects/{project}");
    let added = add(&anna, &project, &ben, "viewer").await.expect(201);
    let person = json!({ "id": ben.id, "name": "Ben", "email": ben.email });
    assert_eq!(added.json()["user"], person);
    assert_eq!(
        added.header("location"),
        format!("{path}/members/{}", ben.id)
    );
    assert_eq!(ben.get(&path).await.expect(200).text("role"), "viewer");
    let changed = give(&anna, &project, &ben, "editor").await.expect(200);
    assert_eq!(changed.text("role"), "editor");
    assert_eq!(ben.get(&path).await.expect(200).text("role"), "editor");
    remove(&anna, &project, &ben).await.expect(204);
    ben.get(&path).await.refused(404, "not_found");
    remove(&anna, &project, &ben)
        .await
        .refused(404, "not_found");
    give(&anna, &project, &ben, "editor")
        .await
        .refused(404, "not_found");
}

#[tokio::test]
async fn members_come_in_pages_the_first_first() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    for name in ["Ben", "Cleo", "Dan"] {
        let person = app.person(name).await;
        add(&anna, &project, &person, "viewer").await.expect(201);
    }
    let path = members(&project);
    let first = anna.get(&format!("{path}?limit=3")).await.expect(200);
    let cursor = first.text("next_cursor");
    let rest = anna
        .get(&format!("{path}?limit=3&cursor={cursor}"))
        .await
        .expect(200);
    let items = [first.items(), rest.items()].concat();
    let names: Vec<_> = items
        .iter()
        .map(|item| item["user"]["name"].clone())
        .collect();
    assert_eq!(names, ["Anna", "Ben", "Cleo", "Dan"]);
    assert_eq!(rest.json()["next_cursor"], Value::Null);
    anna.get(&format!("{path}?limit=201"))
        .await
        .invalid("limit", "out_of_range");
    anna.get(&format!("{path}?cursor=x"))
        .await
        .invalid("cursor", "malformed");
}

#[tokio::test]
async fn who_cannot_be_added_is_refused() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let gone = app.person("Gone").await;
    app.deactivate(&gone);
    let project = anna.project("Harbour").await;
    add(&anna, &project, &gone, "viewer")
        .await
        .invalid("email", "unknown_person");
    let cases = [
        ("email", json!("nobody@example.com"), "unknown_person"),
        ("email", json!("no address"), "malformed"),
        ("role", json!("king"), "malformed"),
        ("role", json!(1), "wrong_type"),
        ("name", json!("Ben"), "unknown_field"),
    ];
    for (field, value, code) in cases {
        let mut body = json!({ "email": ben.email, "role": "viewer" });
        body[field] = value;
        anna.post(&members(&project), body)
            .await
            .invalid(field, code);
    }
    add(&anna, &project, &ben, "viewer").await.expect(201);
    add(&anna, &project, &ben, "owner")
        .await
        .refused(409, "already_member");
    add(&anna, &project, &anna, "viewer")
        .await
        .refused(409, "already_member");
    give(&anna, &project, &ben, "king")
        .await
        .invalid("role", "malformed");
}

#[tokio::test]
async fn who_adds_twice_under_one_key_is_answered_twice() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    let body = json!({ "email": ben.email, "role": "viewer" });
    let mut answers = Vec::new();
    for _ in 0..2 {
        let request = anna.request(Method::POST, &members(&project));
        let request = request.header("Idempotency-Key", "once").json(&body);
        answers.push(anna.send(request).await.expect(201).json());
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn who_is_removed_loses_signed_addresses_at_once() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let (project, document) = anna.project_with_document().await;
    add(&anna, &project, &ben, "viewer").await.expect(201);
    let links = format!("/api/v1/documents/{document}/links");
    let link = ben.post(&links, json!({})).await.expect(200).text("url");
    app.stranger().get(&link).await.expect(200);
    remove(&anna, &project, &ben).await.expect(204);
    app.stranger().get(&link).await.refused(404, "not_found");
}

#[tokio::test]
async fn the_project_remembers_who_came_and_went() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    add(&anna, &project, &ben, "viewer").await.expect(201);
    give(&anna, &project, &ben, "editor").await.expect(200);
    give(&anna, &project, &ben, "editor").await.expect(200);
    remove(&ben, &project, &ben).await.expect(204);
    let path = format!("/api/v1/projects/{project}/activity?limit=3");
    let items = anna.get(&path).await.expect(200).items();
    let told = |item: &Value| {
        (
            item["action"].clone(),
            item["actor"]["name"].clone(),
            item["details"].clone(),
        )
    };
    let told: Vec<_> = items.iter().rev().map(told).collect();
    let expected = [
        (
            json!("member.added"),
            json!("Anna"),
            json!({ "role": "viewer" }),
        ),
        (
            json!("member.changed"),
            json!("Anna"),
            json!({ "from": "viewer", "to": "editor" }),
        ),
        (
            json!("member.removed"),
            json!("Ben"),
            json!({ "role": "editor" }),
        ),
    ];
    assert_eq!(told, expected);
    assert!(
        items
            .iter()
            .all(|item| item["subject"] == json!({ "id": ben.id, "name": "Ben" }))
    );
}
