//! What is told.

use serde_json::json;

use super::words;
use crate::harness::TestApp;
use crate::harness::play::Play;

#[tokio::test]
async fn a_documents_life_is_told() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let mut listener = anna.listen().await;
    let document = anna.upload(&project, "plan.bin", b"moor the boat").await;
    let path = format!(
        "/api/v1/documents/{}",
        document["id"].as_str().expect("an id")
    );
    anna.patch(&path, json!({ "name": "map.bin" }))
        .await
        .expect(200);
    anna.patch(&path, json!({ "name": "map.bin" }))
        .await
        .expect(200);
    anna.delete(&path).await.expect(204);
    anna.post_from_page(&format!("{path}/restore"))
        .await
        .expect(200);
    let heard = listener.hears_of(4).await;
    let told = words(&heard);
    assert_eq!(
        told,
        [
            "document added",
            "document changed",
            "document removed",
            "document added"
        ]
    );
    for one in heard {
        assert_eq!(one.data["id"], document["id"]);
        assert_eq!(one.data["project_id"], project.as_str());
    }
}

#[tokio::test]
async fn a_thumbnail_that_is_ready_changes_its_document() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let (_, document) = anna.project_with_document().await;
    let mut listener = anna.listen().await;
    app.depict(&document).await;
    let heard = listener.hears().await;
    assert_eq!(
        (heard.words().as_str(), heard.about()),
        ("document changed", document.as_str())
    );
}

#[tokio::test]
async fn a_projects_life_is_told() {
    let app = TestApp::start().await;
    let anna = app.person("Anna").await;
    let mut listener = anna.listen().await;
    let project = anna.project("Harbour").await;
    let path = format!("/api/v1/projects/{project}");
    let mut heard = vec![listener.hears().await];
    let name = json!({ "name": "Quay" });
    anna.patch(&path, name).await.expect(200);
    heard.push(listener.hears().await);
    anna.delete(&path).await.expect(204);
    heard.push(listener.hears().await);
    let told = ["project added", "project changed", "project removed"];
    assert_eq!(words(&heard), told);
    assert!(heard.iter().all(|one| one.about() == project));
}

#[tokio::test]
async fn a_jobs_way_is_told() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let mut listener = anna.listen().await;
    let job = app.queue_in(&project, &anna, Play::FailOnce).await;
    app.run_pending_jobs().await;
    let heard = listener.hears_of(5).await;
    let told = [
        "job queued",
        "job running",
        "job queued",
        "job running",
        "job succeeded",
    ];
    assert_eq!(words(&heard), told);
    let last = heard.last().expect("five of them");
    let expected = json!({
        "id": job, "kind": "play", "state": "succeeded", "progress": 100, "project_id": project
    });
    assert_eq!(last.data, expected);
}

#[tokio::test]
async fn a_jobs_progress_is_told() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let mut listener = anna.listen().await;
    let worker = app.worker(1);
    let job = app.queue_for(&anna, Play::Progress(42)).await;
    let heard = listener.hears_of(3).await;
    let progress: Vec<_> = heard
        .iter()
        .map(|one| one.data["progress"].clone())
        .collect();
    assert_eq!(progress, [0, 0, 42]);
    anna.cancel(job).await.expect(200);
    assert_eq!(listener.hears().await.words(), "job cancelled");
    worker.stop().await;
}

#[tokio::test]
async fn jobs_of_the_clock_are_nobodys_business() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    app.forget_events();
    app.run_kind("tick").await;
    app.run_kind("event_retention").await;
    assert_eq!(app.database.count("events"), 0);
    let mut listener = anna.listen().await;
    let project = anna.project("Harbour").await;
    assert_eq!(listener.hears().await.about(), project);
}
