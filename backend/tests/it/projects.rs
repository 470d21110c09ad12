//! Projects and who may do what in them.

use serde_json::json;

use crate::harness::TestApp;

#[tokio::test]
async fn a_project_is_made_changed_and_deleted_by_its_owner() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = format!("/api/v1/projects/{}", anna.project("Harbour").await);
    let changed = anna
        .patch(&project, json!({ "name": "Quay" }))
        .await
        .expect(200);
    assert_eq!(changed.text("name"), "Quay");
    anna.delete(&project).await.expect(204);
    anna.get(&project).await.refused(404, "not_found");
}
