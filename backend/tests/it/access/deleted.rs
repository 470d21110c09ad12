//! What is deleted is not there, for nobody.

use super::routes::{Ids, ROUTES};
use crate::harness::TestApp;
use crate::harness::play::Play;

#[tokio::test]
async fn a_deleted_document_can_only_be_restored() {
    let app = TestApp::start().await;
    let owner = app.person("Olga").await;
    let (project, document) = owner.project_with_document().await;
    app.depict(&document).await;
    let address = format!("/api/v1/documents/{document}");
    owner.delete(&address).await.expect(204);
    let ids = Ids {
        project,
        ..Ids::all(&document)
    };
    let about_it = ROUTES.iter().filter(|route| route.is_about_a_document());
    for route in about_it.filter(|route| !route.needs_deleted()) {
        let reply = route.ask(&owner, &ids).await;
        assert_eq!(reply.status, 404, "{route:?}");
    }
    let restore = format!("{address}/restore");
    owner.post_from_page(&restore).await.expect(200);
    owner.get(&address).await.expect(200);
}

#[tokio::test]
async fn nothing_of_a_deleted_project_is_there_not_even_to_restore() {
    let app = TestApp::playing(&[]).await;
    let (owner, editor) = (app.person("Olga").await, app.person("Ed").await);
    let (project, document) = owner.project_with_document().await;
    let job = app.queue_in(&project, &owner, Play::Succeed).await;
    let (webhook, delivery) = app.hook(&project);
    app.admit(&editor, &project, "editor");
    let address = format!("/api/v1/projects/{project}");
    let ids = Ids {
        project,
        document,
        job: job.to_string(),
        webhook,
        delivery,
        member: editor.id.clone(),
    };
    owner.delete(&address).await.expect(204);
    for route in ROUTES {
        for member in [&owner, &editor] {
            let reply = route.ask(member, &ids).await;
            assert_eq!(reply.status, 404, "{route:?}");
        }
    }
    let list = owner.get("/api/v1/projects").await.expect(200);
    assert!(list.items().is_empty());
}

#[tokio::test]
async fn deleting_twice_finds_nothing_the_second_time() {
    let app = TestApp::start().await;
    let owner = app.person("Olga").await;
    let (project, document) = owner.project_with_document().await;
    for address in [
        format!("/api/v1/documents/{document}"),
        format!("/api/v1/projects/{project}"),
    ] {
        owner.delete(&address).await.expect(204);
        owner.delete(&address).await.refused(404, "not_found");
    }
}
