//! What a mail is made of.

use chrono::{DateTime, Utc};

use super::{CONFIRM, desk};

#[tokio::test]
async fn a_mail_is_text_and_html_of_one_content() {
    let (app, smtp) = desk().await;
    app.stranger().register("Anna").await;
    app.run_pending_jobs().await;
    let mail = smtp.mail().await;
    let parts: Vec<_> = mail.0["parts"].as_array().expect("parts").clone();
    let expected = [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ];
    assert_eq!(parts, expected);
    assert_eq!(mail.0["defects"], serde_json::json!([]));
    for form in ["text", "html"] {
        let body = mail.text(form);
        assert!(body.contains(CONFIRM), "{body}");
        assert!(body.contains("https://desk.example.com/verify-email#token="));
        assert!(body.contains("works once, within 24 hours"));
    }
}

#[tokio::test]
async fn a_mail_says_who_sends_it_and_that_nobody_needs_to_answer() {
    let (app, smtp) = desk().await;
    app.stranger().register("Anna").await;
    app.run_pending_jobs().await;
    let mail = smtp.mail().await;
    assert_eq!(mail.header("From"), "Käpt’n Quay <desk@example.com>");
    assert_eq!(mail.header("To"), "anna@example.com");
    assert_eq!(mail.header("Subject"), CONFIRM);
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert_eq!(mail.0["from"], "desk@example.com");
    assert_eq!(mail.0["to"], serde_json::json!(["anna@example.com"]));
    assert_eq!(mail.0["hello"], "desk.example.com");
    let sent = DateTime::parse_from_rfc2822(&mail.header("Date")).expect("a date");
    assert!((Utc::now() - sent.to_utc()).num_seconds().abs() < 60);
    let jobs = "jobs WHERE kind = 'mail' AND state = 'succeeded'";
    assert_eq!(app.database.count(jobs), 1);
    let id = mail.header("Message-ID");
    let job = id
        .strip_prefix('<')
        .and_then(|id| id.strip_suffix("@example.com>"));
    let this = format!("{jobs} AND id = '{}'", job.expect("an id"));
    assert_eq!(app.database.count(&this), 1);
}

#[tokio::test]
async fn a_mail_fetches_nothing_when_it_is_read() {
    let (app, smtp) = desk().await;
    app.stranger().register("Anna").await;
    app.run_pending_jobs().await;
    let mail = smtp.mail().await;
    let html = mail.text("html");
    let sources: Vec<_> = html.split("src=\"").skip(1).collect();
    assert!(!sources.is_empty());
    for source in sources {
        assert!(source.starts_with("cid:"), "{source}");
    }
    for word in ["url(", "<link", "<script", "<iframe", "@import"] {
        assert!(!html.contains(word), "{word}");
    }
    assert!(mail.text("raw").is_ascii());
}
