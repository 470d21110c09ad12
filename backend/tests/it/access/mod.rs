//! Every route, every role, somebody else's object.

mod deleted;
mod links;
mod routes;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{Client, Person, Reply, TestApp};
use routes::{ROUTES, Route};

/// What `asks` is told by each route about objects of a project in which `admitted` says what they are.
async fn everything(
    app: &TestApp,
    owner: &Person,
    asks: &Client,
    admitted: impl Fn(&str),
) -> Vec<(&'static Route, Reply)> {
    let mut replies = Vec::new();
    for route in ROUTES {
        // Some routes delete, so each gets objects of its own.
        let (project, document) = owner.project_with_document().await;
        admitted(&project);
        if route.needs_deleted() {
            let document = format!("/api/v1/documents/{document}");
            owner.delete(&document).await.expect(204);
        }
        let before = app.database.count("documents");
        let reply = route.ask(asks, &project, &document).await;
        let created = app.database.count("documents") - before;
        assert_eq!(created == 1, reply.status == 201, "{route:?}");
        replies.push((route, reply));
    }
    replies
}

#[tokio::test]
async fn anonymous_requests_are_refused_everywhere() {
    let app = TestApp::start().await;
    let owner = app.person("Olga").await;
    for (route, reply) in everything(&app, &owner, &app.stranger(), |_| ()).await {
        assert_eq!(reply.status, 401, "{route:?}");
        assert_eq!(reply.header("www-authenticate"), "Bearer", "{route:?}");
    }
}

#[tokio::test]
async fn an_outsider_finds_nothing_by_any_route() {
    let app = TestApp::start().await;
    let (owner, outsider) = (app.person("Olga").await, app.person("Otto").await);
    for (route, reply) in everything(&app, &owner, &outsider, |_| ()).await {
        assert_eq!(reply.status, 404, "{route:?}");
    }
}

#[tokio::test]
async fn a_viewer_reads_and_changes_nothing() {
    let app = TestApp::start().await;
    let (owner, viewer) = (app.person("Olga").await, app.person("Vera").await);
    let admitted = |project: &str| app.admit(&viewer, project, "viewer");
    for (route, reply) in everything(&app, &owner, &viewer, admitted).await {
        assert_eq!(reply.status, route.for_viewers, "{route:?}");
    }
}

#[tokio::test]
async fn an_editor_changes_documents_but_deletes_no_project() {
    let app = TestApp::start().await;
    let (owner, editor) = (app.person("Olga").await, app.person("Ed").await);
    let admitted = |project: &str| app.admit(&editor, project, "editor");
    for (route, reply) in everything(&app, &owner, &editor, admitted).await {
        assert_eq!(reply.status, route.for_editors, "{route:?}");
    }
}

#[tokio::test]
async fn an_owner_may_do_everything() {
    let app = TestApp::start().await;
    let owner = app.person("Olga").await;
    for (route, reply) in everything(&app, &owner, &owner, |_| ()).await {
        assert_eq!(reply.status, route.for_owners, "{route:?}");
    }
}

#[tokio::test]
async fn an_outsider_cannot_tell_an_object_from_none() {
    let app = TestApp::start().await;
    let (owner, outsider) = (app.person("Olga").await, app.person("Otto").await);
    let (project, document) = owner.project_with_document().await;
    let unknown = uuid::Uuid::now_v7().to_string();
    for route in ROUTES {
        let foreign = route.ask(&outsider, &project, &document).await;
        let none = route.ask(&outsider, &unknown, &unknown).await;
        let malformed = route.ask(&outsider, "7", "%00").await;
        assert_eq!(without_id(&foreign), without_id(&none), "{route:?}");
        assert_eq!(without_id(&foreign), without_id(&malformed), "{route:?}");
    }
}

#[tokio::test]
async fn a_list_shows_only_projects_of_ones_own() {
    let app = TestApp::start().await;
    let (owner, viewer) = (app.person("Olga").await, app.person("Vera").await);
    let shared = owner.project("Shared").await;
    owner.project("Private").await;
    app.admit(&viewer, &shared, "viewer");
    let list = viewer.get("/api/v1/projects").await.expect(200);
    assert_eq!(list.all("name"), ["Shared"]);
    assert_eq!(list.all("role"), ["viewer"]);
    app.expel(&viewer, &shared);
    let list = viewer.get("/api/v1/projects").await.expect(200);
    assert!(list.items().is_empty());
}

#[test]
fn no_route_with_an_id_is_missing_here() {
    let contract: Value =
        serde_json::from_str(quayside::status::OPENAPI_JSON).expect("the contract is JSON");
    let paths = contract["paths"].as_object().expect("paths");
    let with_id = paths.iter().filter(|(path, _)| path.contains("_id}"));
    let documented: BTreeSet<String> = with_id
        .flat_map(|(path, item)| {
            let keys = item.as_object().expect("methods").keys();
            let methods = keys.filter(|key| *key != "parameters");
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let here: BTreeSet<String> = ROUTES
        .iter()
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(here, documented);
}

fn without_id(reply: &Reply) -> (u16, Value) {
    if reply.body.is_empty() {
        return (reply.status, Value::Null);
    }
    let mut body = reply.json();
    body["request_id"] = Value::Null;
    (reply.status, body)
}
