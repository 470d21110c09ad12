//! The journal of deployments, as administrators read it.

use chrono::{TimeDelta, Utc};
use quayside::deployments::{Deployment, Ending, NewDeployment, Verdict};
use uuid::Uuid;

use crate::harness::TestApp;

const LIST: &str = "/api/v1/admin/deployments";

impl TestApp {
    async fn begin_deployment(&self, commit: &str) -> Uuid {
        let new = NewDeployment {
            digest: format!("sha256:{commit}"),
            commit: commit.to_owned(),
            committed_at: Utc::now() - TimeDelta::minutes(20),
            actor: "ada".to_owned(),
        };
        let begin = move |conn: &mut _| Deployment::begin(conn, &new);
        let begun = self.app.db.write(begin).await.expect("it is written");
        begun.expect("there is a journal")
    }

    async fn deploy(&self, commit: &str, verdict: Verdict) -> Uuid {
        let id = self.begin_deployment(commit).await;
        let ending = Ending {
            verdict,
            reason: (verdict != Verdict::Succeeded).then(|| "It never got ready.".to_owned()),
            migrations: 2,
        };
        let end = move |conn: &mut _| Deployment::end(conn, id, &ending);
        self.app.db.write(end).await.expect("it is written");
        id
    }
}

#[tokio::test]
async fn administrators_see_what_was_deployed_and_how_well_it_goes() {
    let app = TestApp::start().await;
    let ada = app.administrator("Ada").await;
    let empty = ada.get(LIST).await.expect(200);
    assert_eq!(empty.json()["summary"]["deployments"], 0);
    app.deploy("one", Verdict::Succeeded).await;
    app.deploy("two", Verdict::Failed).await;
    app.begin_deployment("three").await;
    let list = ada.get(LIST).await.expect(200);
    assert_eq!(list.all("commit"), ["three", "two", "one"]);
    assert_eq!(list.all("verdict"), ["", "failed", "succeeded"]);
    assert_eq!(list.all("reason"), ["", "It never got ready.", ""]);
    let summary = &list.json()["summary"];
    assert_eq!(
        (&summary["deployments"], &summary["failure_rate"]),
        (&2.into(), &0.5.into())
    );
    let lead_time = summary["lead_time_seconds"].as_f64().expect("a number");
    assert!((1200.0..1300.0).contains(&lead_time), "{lead_time}");
}

#[tokio::test]
async fn the_journal_comes_in_pages() {
    let app = TestApp::start().await;
    let ada = app.administrator("Ada").await;
    for commit in ["one", "two", "three"] {
        app.deploy(commit, Verdict::Succeeded).await;
    }
    let first = ada.get(&format!("{LIST}?limit=2")).await.expect(200);
    assert_eq!(first.all("commit"), ["three", "two"]);
    let cursor = first.text("next_cursor");
    let rest = ada
        .get(&format!("{LIST}?cursor={cursor}"))
        .await
        .expect(200);
    assert_eq!(rest.all("commit"), ["one"]);
    let wrong = ada.get(&format!("{LIST}?limit=0")).await;
    wrong.invalid("limit", "out_of_range");
}

#[tokio::test]
async fn nobody_but_administrators_sees_the_journal() {
    let app = TestApp::start().await;
    app.stranger().get(LIST).await.refused(401, "unauthorized");
    let anna = app.person("Anna").await;
    anna.get(LIST).await.refused(403, "forbidden");
}

#[tokio::test]
async fn what_was_never_ended_is_broken_off_by_the_next_and_ends_no_more() {
    let app = TestApp::start().await;
    let ada = app.administrator("Ada").await;
    let lost = app.begin_deployment("one").await;
    app.deploy("two", Verdict::RolledBack).await;
    let list = ada.get(LIST).await.expect(200);
    assert_eq!(list.all("verdict"), ["rolled_back", "failed"]);
    assert_eq!(list.all("reason")[1], "It was broken off.");
    let ending = Ending {
        verdict: Verdict::Succeeded,
        reason: None,
        migrations: 0,
    };
    let late = app
        .app
        .db
        .write(move |conn| Deployment::end(conn, lost, &ending));
    assert!(late.await.is_err());
}
