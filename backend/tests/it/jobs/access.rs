//! Every route about jobs, every role, somebody else's job. Those in projects stand in `access::routes`.

use reqwest::Method;

use crate::harness::play::Play;
use crate::harness::{TestApp, job};

const OF_A_JOB: [(Method, &str); 4] = [
    (Method::GET, ""),
    (Method::GET, "/result"),
    (Method::POST, "/links"),
    (Method::POST, "/cancel"),
];

const OF_ADMINISTRATORS: [(Method, &str); 4] = [
    (Method::GET, "/api/v1/admin/jobs"),
    (Method::GET, "/api/v1/admin/system"),
    (Method::POST, "/api/v1/admin/jobs/{job_id}/retry"),
    (Method::DELETE, "/api/v1/admin/jobs/{job_id}"),
];

#[tokio::test]
async fn a_job_outside_of_projects_is_seen_by_whoever_asked_for_it_alone() {
    let app = TestApp::playing(&[]).await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let admin = app.administrator("Ada").await;
    let of_anna = app.queue_for(&anna, Play::Succeed).await;
    let of_nobody = app.queue(job(&Play::Succeed)).await;
    for (method, rest) in OF_A_JOB {
        for (id, asks) in [(of_anna, &ben), (of_anna, &admin), (of_nobody, &anna)] {
            let path = format!("/api/v1/jobs/{id}{rest}");
            let request = asks.request(method.clone(), &path);
            asks.send(request).await.refused(404, "not_found");
        }
    }
    anna.get(&format!("/api/v1/jobs/{of_anna}"))
        .await
        .expect(200);
    assert_eq!(app.database.count("jobs WHERE state = 'queued'"), 2);
}

#[tokio::test]
async fn a_viewer_cancels_what_was_asked_for_by_nobody_else() {
    let app = TestApp::playing(&[]).await;
    let (anna, vera) = (app.person("Anna").await, app.person("Vera").await);
    let project = anna.project("Harbour").await;
    app.admit(&vera, &project, "viewer");
    let foreign = app.queue_in(&project, &anna, Play::Succeed).await;
    vera.cancel(foreign).await.refused(403, "forbidden");
    let own = app.queue_in(&project, &vera, Play::Succeed).await;
    vera.cancel(own).await.expect(200);
}

#[tokio::test]
async fn nobody_but_administrators_administers() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let id = app.queue_for(&anna, Play::FailForGood).await;
    app.run_pending_jobs().await;
    for (method, path) in OF_ADMINISTRATORS {
        let path = path.replace("{job_id}", &id.to_string());
        let request = anna.request(method.clone(), &path);
        anna.send(request).await.refused(403, "forbidden");
        let stranger = app.stranger();
        let request = stranger.request(method, &path);
        stranger.send(request).await.refused(401, "unauthorized");
    }
    assert_eq!(app.database.job(id)["state"], "dead");
}

#[tokio::test]
async fn strangers_are_refused_everywhere() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    stranger
        .get("/api/v1/jobs")
        .await
        .refused(401, "unauthorized");
}

#[tokio::test]
async fn an_administrator_who_is_none_any_more_is_locked_out_at_once() {
    let app = TestApp::start().await;
    let ada = app.administrator("Ada").await;
    ada.get("/api/v1/admin/system").await.expect(200);
    app.database.execute("UPDATE users SET role = 'member'");
    ada.get("/api/v1/admin/system")
        .await
        .refused(403, "forbidden");
}
