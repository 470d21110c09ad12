//! Lists of jobs, for people and for administrators.

use crate::harness::play::Play;
use crate::harness::{Person, TestApp, job};

#[tokio::test]
async fn jobs_are_listed_page_by_page_the_newest_first() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(app.queue_for(&anna, Play::Succeed).await.to_string());
    }
    ids.reverse();
    let mut seen = Vec::new();
    let mut path = "/api/v1/jobs?limit=2".to_owned();
    loop {
        let page = anna.get(&path).await.expect(200);
        seen.extend(page.all("id"));
        match page.json()["next_cursor"].as_str() {
            Some(cursor) => path = format!("/api/v1/jobs?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, ids);
}

#[tokio::test]
async fn a_list_can_be_narrowed() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let project = anna.project("Harbour").await;
    let dead = app.queue_for(&anna, Play::FailForGood).await.to_string();
    app.run_pending_jobs().await;
    let exported = app
        .queue_in(&project, &anna, Play::Succeed)
        .await
        .to_string();
    for (query, wanted) in [
        ("state=dead", vec![&dead]),
        ("state=queued", vec![&exported]),
        ("kind=play", vec![&exported, &dead]),
        ("kind=sweep", vec![]),
        (&format!("project_id={project}"), vec![&exported]),
        (&format!("project_id={}", uuid::Uuid::now_v7()), vec![]),
        (
            &format!("state=queued&kind=play&project_id={project}"),
            vec![&exported],
        ),
    ] {
        let list = anna.get(&format!("/api/v1/jobs?{query}")).await.expect(200);
        assert_eq!(list.all("id").iter().collect::<Vec<_>>(), wanted, "{query}");
    }
}

#[tokio::test]
async fn a_list_that_is_asked_wrongly_is_refused() {
    let app = TestApp::playing(&[]).await;
    let anna = app.person("Anna").await;
    let admin = app.administrator("Ada").await;
    for (list, asks) in [("/api/v1/jobs", &anna), ("/api/v1/admin/jobs", &admin)] {
        let ask = async |query: &str| asks.get(&format!("{list}?{query}")).await;
        ask("state=asleep").await.invalid("state", "malformed");
        ask("kind=Play").await.invalid("kind", "malformed");
        ask("kind=%00").await.invalid("kind", "malformed");
        ask("kind=").await.invalid("kind", "malformed");
        ask("project_id=7").await.invalid("project_id", "malformed");
        ask("limit=0").await.invalid("limit", "out_of_range");
        ask("mine=perhaps").await.invalid("mine", "malformed");
        ask("cursor=7").await.invalid("cursor", "malformed");
        ask("sort=kind").await.invalid("sort", "unknown_field");
    }
}

#[tokio::test]
async fn people_see_their_own_jobs_and_those_of_their_projects() {
    let app = TestApp::playing(&[]).await;
    let (anna, ben) = (app.person("Anna").await, app.person("Ben").await);
    let project = anna.project("Harbour").await;
    app.admit(&ben, &project, "viewer");
    let shared = app.queue_in(&project, &anna, Play::Succeed).await;
    app.queue_for(&anna, Play::Succeed).await;
    app.queue(job(&Play::Succeed)).await;
    let own = app.queue_for(&ben, Play::Succeed).await;
    assert_eq!(ids(&ben).await, [own.to_string(), shared.to_string()]);

    app.expel(&ben, &project);
    assert_eq!(ids(&ben).await, [own.to_string()]);
    // Also what one asked for oneself, once one has no business there.
    app.queue_in(&project, &ben, Play::Succeed).await;
    assert_eq!(ids(&ben).await, [own.to_string()]);
    anna.delete(&format!("/api/v1/projects/{project}"))
        .await
        .expect(204);
    assert_eq!(ids(&anna).await.len(), 1);
}

#[tokio::test]
async fn people_can_look_for_what_they_asked_for_themselves() {
    let app = TestApp::playing(&[]).await;
    let (anna, ada) = (app.person("Anna").await, app.administrator("Ada").await);
    let project = anna.project("Harbour").await;
    app.admit(&ada, &project, "viewer");
    app.queue(job(&Play::Succeed)).await;
    app.queue_in(&project, &anna, Play::Succeed).await;
    let own = app.queue_in(&project, &ada, Play::Succeed).await;
    for list in ["/api/v1/jobs", "/api/v1/admin/jobs"] {
        let mine = ada.get(&format!("{list}?mine=true")).await.expect(200);
        assert_eq!(mine.all("id"), [own.to_string()], "{list}");
        let all = ada.get(&format!("{list}?mine=false")).await.expect(200);
        assert!(all.all("id").len() > 1, "{list}");
    }
}

async fn ids(person: &Person) -> Vec<String> {
    person.get("/api/v1/jobs").await.expect(200).all("id")
}
