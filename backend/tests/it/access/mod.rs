//! Every route, every role, somebody else's object.

mod deleted;
mod links;
mod routes;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::play::Play;
use crate::harness::{Client, Person, Reply, TestApp};
use routes::{Ids, ROUTES, Route};

/// What `asks` is told by each route about objects of a project in which `admitted` says what they are.
async fn everything(
    app: &TestApp,
    owner: &Person,
    asks: &Client,
    admitted: impl Fn(&str),
) -> Vec<(&'static Route, Reply)> {
    let mut replies = Vec::new();
    let member = app.person("Mary").await;
    app.person("Newcomer").await;
    for route in ROUTES {
        // Some routes delete, so each gets objects of its own.
        let ids = objects(app, owner, &member, route).await;
        admitted(&ids.project);
        if route.needs_deleted() {
            let document = format!("/api/v1/documents/{}", ids.document);
            owner.delete(&document).await.expect(204);
        }
        let count = || app.database.count("documents") + app.database.count("webhooks");
        let before = count();
        let reply = route.ask(asks, &ids).await;
        let created = count() - before;
        let should = route.makes_something() && reply.status == 201;
        assert_eq!(created == 1, should, "{route:?}");
        replies.push((route, reply));
    }
    replies
}

/// A project of somebody with a document, a job and another member, as a route needs them.
async fn objects(app: &TestApp, owner: &Person, member: &Person, route: &Route) -> Ids {
    let (project, document) = owner.project_with_document().await;
    app.admit(member, &project, "viewer");
    if route.needs_pictures() {
        app.depict(&document).await;
    }
    let play = if route.needs_result() {
        Play::Make("north is up".to_owned())
    } else {
        Play::Succeed
    };
    let job = app.queue_in(&project, owner, play).await.to_string();
    if route.needs_result() {
        app.run_pending_jobs().await;
    }
    let (webhook, delivery) = app.hook(&project);
    Ids {
        project,
        document,
        job,
        webhook,
        delivery,
        member: member.id.clone(),
    }
}

#[tokio::test]
async fn anonymous_requests_are_refused_everywhere() {
    let app = TestApp::playing(&[]).await;
    let owner = app.person("Olga").await;
    for (route, reply) in everything(&app, &owner, &app.stranger(), |_| ()).await {
        assert_eq!(reply.status, 401, "{route:?}");
        assert_eq!(reply.header("www-authenticate"), "Bearer", "{route:?}");
    }
}

#[tokio::test]
async fn an_outsider_finds_nothing_by_any_route() {
    let app = TestApp::playing(&[]).await;
    let (owner, outsider) = (app.person("Olga").await, app.person("Otto").await);
    for (route, reply) in everything(&app, &owner, &outsider, |_| ()).await {
        assert_eq!(reply.status, 404, "{route:?}");
    }
}

#[tokio::test]
async fn a_viewer_reads_and_changes_nothing() {
    let app = TestApp::playing(&[]).await;
    let (owner, viewer) = (app.person("Olga").await, app.person("Vera").await);
    let admitted = |project: &str| app.admit(&viewer, project, "viewer");
    for (route, reply) in everything(&app, &owner, &viewer, admitted).await {
        assert_eq!(reply.status, route.for_viewers, "{route:?}");
    }
}

#[tokio::test]
async fn an_editor_changes_documents_but_deletes_no_project() {
    let app = TestApp::playing(&[]).await;
    let (owner, editor) = (app.person("Olga").await, app.person("Ed").await);
    let admitted = |project: &str| app.admit(&editor, project, "editor");
    for (route, reply) in everything(&app, &owner, &editor, admitted).await {
        assert_eq!(reply.status, route.for_editors, "{route:?}");
    }
}

#[tokio::test]
async fn an_owner_may_do_everything() {
    let app = TestApp::playing(&[]).await;
    let owner = app.person("Olga").await;
    for (route, reply) in everything(&app, &owner, &owner, |_| ()).await {
        assert_eq!(reply.status, route.for_owners, "{route:?}");
    }
}

#[tokio::test]
async fn an_outsider_cannot_tell_an_object_from_none() {
    let app = TestApp::playing(&[]).await;
    let (owner, outsider) = (app.person("Olga").await, app.person("Otto").await);
    let member = app.person("Mary").await;
    let unknown = Ids::all(&uuid::Uuid::now_v7().to_string());
    for route in ROUTES {
        let ids = objects(&app, &owner, &member, route).await;
        let foreign = route.ask(&outsider, &ids).await;
        let none = route.ask(&outsider, &unknown).await;
        let malformed = route.ask(&outsider, &Ids::all("%00")).await;
        assert_eq!(without_id(&foreign), without_id(&none), "{route:?}");
        assert_eq!(without_id(&foreign), without_id(&malformed), "{route:?}");
    }
}

#[tokio::test]
async fn a_list_shows_only_projects_of_ones_own() {
    let app = TestApp::playing(&[]).await;
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
    // What only administrators may is told apart in `jobs::access`.
    let with_id = paths
        .iter()
        .filter(|(path, _)| path.contains("_id}") && !path.starts_with("/v1/admin/"));
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
