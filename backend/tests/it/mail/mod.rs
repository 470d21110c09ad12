//! Mail, as a mail server receives it.

mod failing;
mod hostile;
mod message;
mod ready;
mod resetting;
mod transport;
mod verifying;

use reqwest::Method;
use serde_json::json;

use crate::harness::{Mail, Person, Reply, SmtpServer, TestApp};

const CONFIRM: &str = "Confirm your email address";
const CHOOSE: &str = "Choose a new password";
const CHANGED: &str = "Your password was changed";

/// An app with a mail server of its own.
async fn desk() -> (TestApp, SmtpServer) {
    let smtp = SmtpServer::start().await;
    let app = TestApp::with(&settings(&smtp.plain_url())).await;
    (app, smtp)
}

fn settings(smtp_url: &str) -> [(&'static str, &str); 4] {
    [
        ("SMTP_URL", smtp_url),
        ("MAIL_FROM", "Käpt’n Quay <desk@example.com>"),
        ("PUBLIC_URL", "https://desk.example.com"),
        ("ALLOWED_HOSTS", "127.0.0.1"),
    ]
}

impl TestApp {
    /// Whoever has this address forgot the password.
    async fn forgot(&self, email: &str) -> Reply {
        let forgotten = json!({ "email": email });
        let path = "/api/v1/auth/forgot-password";
        self.stranger().post(path, forgotten).await
    }

    async fn verify(&self, token: &str) -> Reply {
        let path = "/api/v1/auth/verify-email";
        self.stranger().post(path, json!({ "token": token })).await
    }

    async fn reset(&self, token: &str, password: &str) -> Reply {
        let reset = json!({ "token": token, "password": password });
        let path = "/api/v1/auth/reset-password";
        self.stranger().post(path, reset).await
    }

    /// Forgets the password and waits for the mail.
    async fn reset_mail(&self, smtp: &SmtpServer, email: &str) -> Mail {
        self.forgot(email).await.expect(202);
        self.run_pending_jobs().await;
        latest(smtp, CHOOSE).await
    }
}

/// Asks for another link to confirm the address.
async fn ask_again(person: &Person) -> Reply {
    let again = person.request(Method::POST, "/api/v1/me/verification");
    person.send(again).await
}

async fn is_verified(person: &Person) -> bool {
    let me = person.get("/api/v1/me").await.expect(200).json();
    me["email_verified"].as_bool().expect("yes or no")
}

async fn latest(smtp: &SmtpServer, subject: &str) -> Mail {
    let mut mails = smtp.about(subject).await;
    mails.pop().unwrap_or_else(|| panic!("no mail “{subject}”"))
}
