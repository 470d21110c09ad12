//! Reports that come to nothing, and in which words.

use std::time::{Duration, Instant};

use quayside::confined::Broken;
use quayside::reports::{Content, Typesetter};
use reqwest::Method;

use super::{FONTS, harbour, job, line};

#[tokio::test]
async fn a_report_that_was_cancelled_is_not_made() {
    let (app, anna, project) = harbour().await;
    let id = anna.ask_for_report(&project).await.expect(202).text("id");
    let cancel = format!("/api/v1/jobs/{id}/cancel");
    let cancelled = anna.send(anna.request(Method::POST, &cancel)).await;
    assert_eq!(cancelled.expect(200).text("state"), "cancelled");
    app.run_pending_jobs().await;
    assert!(app.results().await.is_empty());
}

#[tokio::test]
async fn whoever_is_no_longer_a_member_gets_no_report() {
    let (app, anna, project) = harbour().await;
    let ben = app.person("Ben").await;
    app.admit(&ben, &project, "viewer");
    ben.ask_for_report(&project).await.expect(202);
    app.expel(&ben, &project);
    app.run_pending_jobs().await;
    let job = job(&anna).await;
    assert_eq!(job["state"], "dead");
    let words = "The project is gone, or you are no longer a member of it.";
    assert_eq!(job["error"], words);
    assert!(app.results().await.is_empty());
}

#[tokio::test]
async fn without_fonts_the_log_says_what_to_do() {
    let typesetter = Typesetter::new(env!("CARGO_BIN_EXE_quayside"), "/nowhere");
    match typesetter.pdf(&Content::default()).await {
        Err(Broken::Failed(cause)) => assert!(cause.contains("FONTS_DIR"), "{cause}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn typesetting_is_over_within_a_second_of_its_deadline() {
    let deadline = Duration::from_millis(300);
    let began = Instant::now();
    let ended = typesetter().deadline(deadline).pdf(&endless()).await;
    assert_eq!(ended, Err(Broken::TooSlow));
    assert!(began.elapsed() < deadline + Duration::from_secs(1));
}

#[tokio::test]
async fn typesetting_takes_no_more_memory_than_it_may() {
    let ended = typesetter().memory(300 << 20).pdf(&endless()).await;
    assert_eq!(ended, Err(Broken::TooMuchMemory));
}

fn typesetter() -> Typesetter {
    Typesetter::new(env!("CARGO_BIN_EXE_quayside"), FONTS)
}

/// Ten times as much as the longest report.
fn endless() -> Content {
    Content {
        project: "Harbour".to_owned(),
        documents: vec![line("plan.pdf"); 5000],
        ..Content::default()
    }
}
