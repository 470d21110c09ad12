//! Adding members tells who has an account: not to those who try address after address.

use reqwest::Method;
use serde_json::json;

use super::{add, members};
use crate::harness::{Person, Reply, STAGING, TestApp};

#[tokio::test]
async fn who_looks_for_people_by_trying_is_stopped() {
    let app = TestApp::with(STAGING).await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let (hers, his) = (anna.project("Harbour").await, ben.project("Quay").await);
    guess_thirty(&anna, &hers).await;
    for refused in [
        guess(&anna, &hers, 30).await,
        add(&anna, &hers, &ben, "viewer").await,
    ] {
        let refused = refused.refused(429, "too_many_requests");
        let seconds: u64 = refused.header("retry-after").parse().expect("seconds");
        assert!((3000..=3600).contains(&seconds), "{seconds}");
    }
    add(&ben, &his, &anna, "viewer").await.expect(201);
}

#[tokio::test]
async fn who_adds_people_that_there_are_is_not_counted() {
    let app = TestApp::with(STAGING).await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    for _ in 0..31 {
        add(&anna, &project, &anna, "viewer")
            .await
            .refused(409, "already_member");
    }
    add(&anna, &project, &ben, "viewer").await.expect(201);
}

#[tokio::test]
async fn what_was_answered_is_answered_again_all_the_same() {
    let app = TestApp::with(STAGING).await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    let add_once = async || {
        let request = anna
            .request(Method::POST, &members(&project))
            .header("Idempotency-Key", "once");
        let body = json!({ "email": ben.email, "role": "viewer" });
        anna.send(request.json(&body)).await
    };
    let added = add_once().await.expect(201).json();
    guess_thirty(&anna, &project).await;
    assert_eq!(add_once().await.expect(201).json(), added);
}

/// As many as are answered in an hour.
async fn guess_thirty(owner: &Person, project: &str) {
    for n in 0..30 {
        let guessed = guess(owner, project, n).await;
        guessed.invalid("email", "unknown_person");
    }
}

async fn guess(owner: &Person, project: &str, n: usize) -> Reply {
    let body = json!({ "email": format!("nobody-{n}@example.com"), "role": "viewer" });
    owner.post(&members(project), body).await
}
