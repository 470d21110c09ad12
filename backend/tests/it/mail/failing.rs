//! Mail servers that say no, not now, or nothing.

use serde_json::Value;

use super::{ask_again, desk, settings};
use crate::harness::{Person, SmtpServer, TestApp};

#[tokio::test]
async fn a_mail_that_the_server_wants_later_is_sent_later_and_once() {
    let (app, smtp) = desk().await;
    smtp.refuse(&["450 4.2.0 Greylisted, try again."]).await;
    let anna = app.newcomer("Anna").await;
    app.run_pending_jobs().await;
    let job = job_of(&anna).await;
    assert_eq!(
        (&job["state"], &job["attempts"]),
        (&"queued".into(), &1.into())
    );
    let error = job["error"].as_str().expect("it says why");
    assert!(error.contains("asked to wait"), "{error}");
    retry_now(&app);
    app.run_pending_jobs().await;
    assert_eq!(job_of(&anna).await["state"], "succeeded");
    smtp.mail().await;
}

#[tokio::test]
async fn a_mail_that_comes_back_is_not_tried_again_and_its_owner_sees_why() {
    let (app, smtp) = desk().await;
    smtp.refuse(&["550 5.1.1 Nobody of that name here."]).await;
    let anna = app.newcomer("Anna").await;
    app.run_pending_jobs().await;
    let job = job_of(&anna).await;
    assert_eq!(
        (&job["state"], &job["attempts"]),
        (&"dead".into(), &1.into())
    );
    assert_eq!(
        job["error"],
        "Mail to anna@example.com came back. Its mail server says: “5.1.1 Nobody of that name here.”."
    );
    // The owner may try again all the same.
    ask_again(&anna).await.expect(202);
    app.run_pending_jobs().await;
    smtp.mail().await;
}

#[tokio::test]
async fn while_the_mail_server_is_down_mail_waits() {
    let mut smtp = SmtpServer::planned();
    let app = TestApp::with(&settings(&smtp.plain_url())).await;
    let anna = app.newcomer("Anna").await;
    app.run_pending_jobs().await;
    let job = job_of(&anna).await;
    assert_eq!(job["state"], "queued");
    assert!(
        job["error"]
            .as_str()
            .is_some_and(|error| error.contains("out of reach")),
        "{job}"
    );
    smtp.restart().await;
    retry_now(&app);
    app.run_pending_jobs().await;
    assert_eq!(job_of(&anna).await["state"], "succeeded");
    app.verify(&smtp.mail().await.token()).await.expect(204);
}

#[tokio::test]
async fn a_link_that_was_used_is_not_sent_once_more() {
    let (app, smtp) = desk().await;
    let anna = app.newcomer("Anna").await;
    app.run_pending_jobs().await;
    app.verify(&smtp.mail().await.token()).await.expect(204);
    // As if the worker had died before it could write down that the mail was sent.
    app.database
        .execute("UPDATE jobs SET state = 'queued', finished_at = NULL WHERE kind = 'mail'");
    app.run_pending_jobs().await;
    assert_eq!(job_of(&anna).await["state"], "succeeded");
    smtp.mail().await;
}

/// The latest mail to somebody, as the person sees its job.
async fn job_of(person: &Person) -> Value {
    let jobs = person.get("/api/v1/jobs?kind=mail&limit=1").await;
    jobs.expect(200).json()["items"][0].clone()
}

fn retry_now(app: &TestApp) {
    app.database
        .execute("UPDATE jobs SET run_at = now() WHERE state = 'queued'");
}
