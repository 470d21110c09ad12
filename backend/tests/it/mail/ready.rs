//! A file that was asked for is ready.

use std::sync::Arc;

use super::settings;
use crate::harness::play::Play;
use crate::harness::{Mail, Person, SmtpServer, TestApp};

#[tokio::test]
async fn who_asked_for_a_file_is_told_when_it_is_ready() {
    let (app, smtp, anna) = playing().await;
    confirm(&app);
    let project = anna.project("Harbour").await;
    let file = Play::Make("north is up".to_owned());
    app.queue_in(&project, &anna, file).await;
    app.run_pending_jobs().await;
    let mail = about_a_file(&smtp).await.expect("a mail");
    assert_eq!(mail.text("subject"), "“harbour plan.txt” is ready");
    assert_eq!(mail.header("To"), "Anna <anna@example.com>");
    for form in ["text", "html"] {
        let body = mail.text(form);
        assert!(
            body.contains(&format!("https://desk.example.com/projects/{project}")),
            "{body}"
        );
        assert!(body.contains("of “Harbour”, 11 bytes,"), "{body}");
        assert!(!body.contains("/result"));
    }
}

#[tokio::test]
async fn an_unconfirmed_address_is_told_no_names() {
    let (app, smtp, anna) = playing().await;
    let project = anna.project("Harbour").await;
    let file = Play::Make("north is up".to_owned());
    app.queue_in(&project, &anna, file).await;
    app.run_pending_jobs().await;
    let mail = about_a_file(&smtp).await.expect("a mail");
    assert_eq!(mail.text("subject"), "Your file is ready");
    for word in ["Harbour", "harbour", "Anna"] {
        assert!(!mail.text("text").contains(word), "{word}");
        assert!(!mail.text("html").contains(word), "{word}");
    }
}

#[tokio::test]
async fn a_job_that_makes_nothing_or_that_nobody_asked_for_is_not_worth_a_mail() {
    let (app, smtp, anna) = playing().await;
    app.queue_for(&anna, Play::Succeed).await;
    app.queue_for(&anna, Play::FailForGood).await;
    let file = Play::Make("north is up".to_owned());
    app.queue(crate::harness::job(&file)).await;
    app.run_pending_jobs().await;
    assert!(about_a_file(&smtp).await.is_none());
}

#[tokio::test]
async fn a_member_who_was_removed_meanwhile_is_told_nothing() {
    let (app, smtp, anna) = playing().await;
    let project = anna.project("Harbour").await;
    let file = Play::Make("north is up".to_owned());
    app.queue_in(&project, &anna, file).await;
    // As soon as the file is there.
    app.database.execute(
        "CREATE FUNCTION remove() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         DELETE FROM memberships; RETURN NULL; END $$; \
         CREATE TRIGGER remove AFTER UPDATE OF result_object ON jobs FOR EACH STATEMENT EXECUTE FUNCTION remove()",
    );
    app.run_pending_jobs().await;
    assert_eq!(app.database.count("memberships"), 0);
    assert!(about_a_file(&smtp).await.is_none());
    let done = "jobs WHERE kind = 'mail' AND state = 'succeeded' AND payload ? 'result_ready'";
    assert_eq!(app.database.count(done), 1);
}

async fn playing() -> (TestApp, Arc<SmtpServer>, Person) {
    let smtp = SmtpServer::start().await;
    let app = TestApp::playing(&settings(&smtp.plain_url())).await;
    let anna = app.person("Anna").await;
    (app, Arc::new(smtp), anna)
}

fn confirm(app: &TestApp) {
    app.database
        .execute("UPDATE users SET email_verified_at = now()");
}

async fn about_a_file(smtp: &SmtpServer) -> Option<Mail> {
    let mails = smtp.mails().await;
    mails
        .into_iter()
        .find(|mail| mail.text("subject").ends_with("is ready"))
}
