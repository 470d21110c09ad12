//! Documents: upload, list, read, rename, delete, restore.

use crate::harness::TestApp;

#[tokio::test]
async fn an_upload_is_listed_and_comes_back_byte_for_byte() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (project, document) = anna.project_with_document().await;
    let list = anna
        .get(&format!("/api/v1/projects/{project}/documents"))
        .await
        .expect(200);
    assert_eq!(list.all("name"), ["plan.txt"]);
    let content = anna
        .get(&format!("/api/v1/documents/{document}/content"))
        .await
        .expect(200);
    assert_eq!(content.body.as_ref(), b"moor the boat");
}
