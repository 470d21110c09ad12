//! Names that try to be more than names.

use chrono::{Duration, Utc};
use quayside::mail::Occasion;
use serde_json::json;
use uuid::Uuid;

use super::desk;
use crate::harness::{PASSWORD, Person, SmtpServer, TestApp};

const MARKUP: &str = "<img src=x onerror=alert(1)> \"A\" & B";

#[tokio::test]
async fn a_mail_that_a_stranger_can_cause_says_nothing_that_the_stranger_chose() {
    let (app, smtp) = desk().await;
    let trap = json!({ "email": "anna@example.com", "name": "You won! http://evil.example", "password": PASSWORD });
    app.stranger()
        .post("/api/v1/auth/register", trap)
        .await
        .expect(201);
    app.forgot("anna@example.com").await.expect(202);
    app.run_pending_jobs().await;
    let mails = smtp.mails().await;
    assert_eq!(mails.len(), 2);
    for mail in mails {
        for part in ["raw", "text", "html", "subject"] {
            assert!(!mail.text(part).contains("evil"), "{part}");
            assert!(!mail.text(part).contains("won"), "{part}");
        }
    }
}

#[tokio::test]
async fn the_names_of_a_person_a_file_and_a_project_are_nothing_but_text() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    name(&app, &anna, "Änna <eve@example.com>, 王芳 🦆");
    let mail = ready(&app, &smtp, &anna, MARKUP, "</p><script>alert(2)</script>").await;
    assert_eq!(mail.text("subject"), format!("“{MARKUP}” is ready"));
    assert!(mail.text("text").contains(MARKUP));
    let html = mail.text("html");
    for markup in ["<img src=x", "<script", "</p><s"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert!(html.contains("alert(1)") && html.contains("alert(2)"));
    assert!(mail.header("To").contains("王芳 🦆"));
    assert_eq!(mail.0["to"], json!([anna.email]));
    assert_eq!(mail.0["defects"], json!([]));
}

#[tokio::test]
async fn a_name_cannot_begin_a_header_nor_a_body() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    let break_out = "x\r\nBcc: eve@example.com\r\n\r\nBuy boats.";
    name(&app, &anna, break_out);
    let mail = ready(&app, &smtp, &anna, break_out, "Harbour").await;
    assert_eq!(mail.0["to"], json!([anna.email]));
    let headers = mail.0["headers"].as_array().expect("headers");
    assert!(headers.iter().all(|header| header[0] != "Bcc"));
    assert_eq!(
        mail.text("subject"),
        "“x  Bcc: eve@example.com    Buy boats.” is ready"
    );
    assert_eq!(mail.0["type"], "multipart/alternative");
    assert_eq!(mail.0["defects"], json!([]));
}

#[tokio::test]
async fn a_name_does_not_turn_around_what_stands_beside_it() {
    let (app, smtp) = desk().await;
    let anna = app.person("Anna").await;
    name(&app, &anna, "Anna");
    let mail = ready(&app, &smtp, &anna, "plan\u{202e}fdp.exe", "Harbour").await;
    assert_eq!(mail.text("subject"), "“planfdp.exe” is ready");
}

/// Somebody who confirmed the address, and has a name that no request could bring in.
fn name(app: &TestApp, person: &Person, name: &str) {
    let name = name.replace('\'', "''");
    app.database.execute(&format!(
        "UPDATE users SET email_verified_at = now(), name = '{name}' WHERE id = '{}'",
        person.id
    ));
}

/// The mail about a file that a job has made in a project.
async fn ready(
    app: &TestApp,
    smtp: &SmtpServer,
    person: &Person,
    file: &str,
    project: &str,
) -> crate::harness::Mail {
    let project = person.project(project).await;
    let (job, user) = (Uuid::now_v7(), person.id.parse().expect("an id"));
    let until = Utc::now() + Duration::days(1);
    app.database.execute(&format!(
        "INSERT INTO jobs (id, kind, payload, state, max_attempts, user_id, project_id, result_object, \
         result_name, result_size, result_expires_at, finished_at) VALUES ('{job}', 'export', '{{}}', 'succeeded', \
         1, '{user}', '{project}', gen_random_uuid(), '{file}', 12345678, '{until}', now())"
    ));
    let ready = Occasion::ResultReady { user, job };
    let queued = app.app.db.write(move |conn| ready.queue(conn)).await;
    queued.expect("it is queued");
    app.run_pending_jobs().await;
    smtp.mail().await
}
