//! Delete and restore, and the counters that go with them.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::Value;

use super::{address, content_of, counted, documents_of, id};
use crate::harness::{Person, Reply, TestApp};

#[tokio::test]
async fn a_deleted_document_is_gone_everywhere_and_can_be_restored() {
    let (app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan.txt", b"moor").await;

    anna.delete(&address(&plan)).await.expect(204);

    for path in [address(&plan), content_of(&plan)] {
        anna.get(&path).await.refused(404, "not_found");
    }
    anna.head(&content_of(&plan)).await.expect(404);
    let named = serde_json::json!({ "name": "a" });
    let renamed = anna.patch(&address(&plan), named).await;
    renamed.refused(404, "not_found");
    let links = format!("{}/links", address(&plan));
    let linked = anna.post(&links, serde_json::json!({})).await;
    linked.refused(404, "not_found");
    let list = anna.get(&documents_of(&project)).await.expect(200);
    assert!(list.items().is_empty());
    assert_eq!(app.objects().await.len(), 1, "its bytes are kept");

    assert_eq!(restore(&anna, &plan).await.expect(200).json(), plan);
    let content = anna.get(&content_of(&plan)).await.expect(200);
    assert_eq!(content.body.as_ref(), b"moor");
}

#[tokio::test]
async fn deleting_twice_finds_nothing_and_restoring_twice_changes_nothing() {
    let (_app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan.txt", b"moor").await;
    assert_eq!(restore(&anna, &plan).await.expect(200).json(), plan);
    anna.delete(&address(&plan)).await.expect(204);
    let again = anna.delete(&address(&plan)).await;
    again.refused(404, "not_found");
    assert_eq!(counted(&anna, &project).await, (0, 0));
    restore(&anna, &plan).await.expect(200);
    assert_eq!(restore(&anna, &plan).await.expect(200).json(), plan);
    assert_eq!(counted(&anna, &project).await, (1, 4));
}

#[tokio::test]
async fn an_unknown_document_cannot_be_restored() {
    let (_app, anna, _) = harbour().await;
    for unknown in ["00000000-0000-7000-8000-000000000000", "plan.txt"] {
        let unknown = serde_json::json!({ "id": unknown });
        restore(&anna, &unknown).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn a_deleted_project_takes_its_documents_along() {
    let (_app, anna, project) = harbour().await;
    let plan = anna.upload(&project, "plan.txt", b"moor").await;
    let lost = anna.upload(&project, "lost.txt", b"moor").await;
    anna.delete(&address(&lost)).await.expect(204);
    anna.delete(&format!("/api/v1/projects/{project}"))
        .await
        .expect(204);
    anna.get(&address(&plan)).await.refused(404, "not_found");
    anna.get(&content_of(&plan)).await.refused(404, "not_found");
    restore(&anna, &lost).await.refused(404, "not_found");
}

#[tokio::test]
async fn the_counters_stay_right_while_many_upload_delete_and_restore() {
    let (app, anna, project) = harbour().await;
    let upload = |size: usize| {
        let bytes = vec![b'x'; size];
        let (anna, project) = (&anna, &project);
        async move { anna.upload(project, "plan.txt", &bytes).await }
    };
    let plans = join_all((1..=8).map(upload)).await;
    assert_eq!(counted(&anna, &project).await, (8, 36));

    // Each of the first four is deleted and restored by several at once, while others upload.
    let deleted = plans[..4].iter().cycle().take(12);
    let deletes = deleted.map(async |plan| anna.delete(&address(plan)).await.status);
    let (codes, _) = tokio::join!(join_all(deletes), join_all((9..=12).map(upload)));
    assert_eq!(codes.iter().filter(|code| **code == 204).count(), 4);
    assert_eq!(counted(&anna, &project).await, (8, 36 - 10 + 42));
    let restored = plans[..2].iter().cycle().take(6);
    join_all(restored.map(async |plan| restore(&anna, plan).await.expect(200))).await;
    assert_eq!(counted(&anna, &project).await, (10, 71));
    let sum = "documents WHERE deleted_at IS NULL";
    assert_eq!(app.database.count(sum), 10);
}

async fn restore(anna: &Person, plan: &Value) -> Reply {
    let path = format!("/api/v1/documents/{}/restore", id(plan));
    anna.send(anna.request(Method::POST, &path)).await
}

async fn harbour() -> (TestApp, Person, String) {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    (app, anna, project)
}
