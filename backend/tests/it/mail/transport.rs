//! The line to the mail server, as the real binary holds it.

use crate::harness::{Ended, Installation, SmtpServer};

#[tokio::test]
async fn mail_travels_encrypted_and_with_a_password() {
    for (scheme, at_once) in [("smtp", false), ("smtps", true)] {
        let (installation, smtp) = encrypted(scheme, at_once, "hush%2C%20hush").await;
        let ended = trusting(installation)
            .run(&["mail", "test", "anna@example.com"])
            .await;
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_eq!(ended.stdout, "sent to anna@example.com\n");
        let mail = smtp.mail().await;
        assert_eq!(mail.0["encrypted"], true, "{scheme}");
        assert_eq!(mail.text("user"), "desk");
        assert_eq!(mail.text("subject"), "Mail from Quayside arrives");
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    for (scheme, at_once) in [("smtp", false), ("smtps", true)] {
        let (installation, smtp) = encrypted(scheme, at_once, "hush%2C%20hush").await;
        let ended = installation
            .run(&["mail", "test", "anna@example.com"])
            .await;
        failed(&ended, "certificate");
        assert!(smtp.mails().await.is_empty());
    }
}

#[tokio::test]
async fn a_server_that_offers_no_encryption_gets_neither_password_nor_mail() {
    let smtp = SmtpServer::start().await;
    let installation = Installation::new().await;
    let installation = installation.set("SMTP_URL", smtp.url("smtp", "hush"));
    let ended = installation
        .run(&["mail", "test", "anna@example.com"])
        .await;
    failed(&ended, "STARTTLS is not supported");
    assert!(smtp.mails().await.is_empty());
}

#[tokio::test]
async fn a_wrong_password_is_told_to_the_operator_and_not_shown() {
    let (installation, smtp) = encrypted("smtp", false, "a-wrong-guess").await;
    let ended = trusting(installation)
        .run(&["mail", "test", "anna@example.com"])
        .await;
    failed(&ended, "535");
    assert!(!ended.stderr.contains("a-wrong-guess"), "{ended:?}");
    assert!(smtp.mails().await.is_empty());
}

#[tokio::test]
async fn what_is_no_address_is_not_written_to() {
    let ended = Installation::new()
        .await
        .run(&["mail", "test", "anna"])
        .await;
    failed(&ended, "This is no e-mail address.");
}

#[tokio::test]
async fn without_a_mail_server_the_worker_logs_the_mail() {
    let installation = Installation::new().await;
    let server = installation.serve().await;
    let anna = server.stranger().register("Anna").await;
    let mut worker = installation.start(&["worker"], "");
    let subject = worker.says(&format!("mail to {}: ", anna.email)).await;
    assert_eq!(subject, "Confirm your email address");
    let token = worker.says("/verify-email#token=").await;
    let proof = serde_json::json!({ "token": token });
    let verified = anna.post("/api/v1/auth/verify-email", proof).await;
    verified.expect(204);
}

/// An installation, and a mail server with a certificate that it knows nothing about.
async fn encrypted(scheme: &str, at_once: bool, password: &str) -> (Installation, SmtpServer) {
    let installation = Installation::new().await;
    let smtp = SmtpServer::with_tls(&installation.folder, at_once).await;
    let url = smtp.url(scheme, password);
    (installation.set("SMTP_URL", url), smtp)
}

fn trusting(installation: Installation) -> Installation {
    let certificate = installation.folder.join("smtp.crt");
    installation.set("SSL_CERT_FILE", certificate.display().to_string())
}

fn failed(ended: &Ended, words: &str) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stderr.contains(words), "{ended:?}");
}
