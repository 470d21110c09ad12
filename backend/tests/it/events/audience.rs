//! Who is told.

use serde_json::json;

use super::words;
use crate::harness::play::Play;
use crate::harness::{Person, TestApp};

#[tokio::test]
async fn an_outsider_is_told_nothing() {
    let app = TestApp::start().await;
    let (anna, otto) = (app.person("Anna").await, app.person("Otto").await);
    let mut outside = otto.listen().await;
    let mut inside = anna.listen().await;
    anna.project_with_document().await;
    assert_eq!(
        words(&inside.hears_of(2).await),
        ["project added", "document added"]
    );
    let own = otto.project("Elsewhere").await;
    assert_eq!(outside.hears().await.about(), own);
}

#[tokio::test]
async fn members_are_told_and_who_is_removed_is_told_that_and_nothing_more() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    let mut listener = ben.listen().await;
    let members = format!("/api/v1/projects/{project}/members");
    let body = json!({ "email": ben.email, "role": "viewer" });
    anna.post(&members, body).await.expect(201);
    anna.upload(&project, "plan.bin", b"moor the boat").await;
    let told = words(&listener.hears_of(3).await);
    assert_eq!(told, ["project added", "project changed", "document added"]);
    let membership = format!("{members}/{}", ben.id);
    anna.delete(&membership).await.expect(204);
    anna.upload(&project, "secret.bin", b"the key").await;
    assert_eq!(listener.hears().await.words(), "project removed");
    let own = ben.project("Elsewhere").await;
    assert_eq!(listener.hears().await.about(), own);
}

#[tokio::test]
async fn what_was_missed_of_a_project_that_was_left_is_not_told_later() {
    let app = TestApp::start().await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    app.admit(&ben, &project, "viewer");
    let listener = ben.listen().await;
    let last = listener.last.clone();
    drop(listener);
    anna.upload(&project, "secret.bin", b"the key").await;
    app.expel(&ben, &project);
    let mut listener = ben.listen_after(&last).await;
    assert_eq!(listener.hears().await.words(), "project removed");
    let own = ben.project("Elsewhere").await;
    assert_eq!(listener.hears().await.about(), own);
}

#[tokio::test]
async fn a_job_outside_of_projects_is_told_to_whoever_asked_for_it() {
    let app = TestApp::playing(&[]).await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let (mut hers, mut his) = (anna.listen().await, ben.listen().await);
    let job = app.queue_for(&anna, Play::Succeed).await;
    assert_eq!(hers.hears().await.about(), job.to_string());
    let own = ben.project("Elsewhere").await;
    assert_eq!(his.hears().await.about(), own);
}

#[tokio::test]
async fn what_happens_in_a_deleted_project_is_not_told() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    app.queue_in(&project, &anna, Play::Succeed).await;
    anna.delete(&format!("/api/v1/projects/{project}"))
        .await
        .expect(204);
    let mut listener = anna.listen().await;
    app.run_pending_jobs().await;
    assert!(
        app.database
            .count("events WHERE data ->> 'state' = 'succeeded'")
            > 0
    );
    next_is_a_project_of(&anna, &mut listener).await;
}

async fn next_is_a_project_of(person: &Person, listener: &mut crate::harness::Listener) {
    let own = person.project("Elsewhere").await;
    assert_eq!(listener.hears().await.about(), own);
}
