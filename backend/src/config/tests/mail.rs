//! Addresses of mail servers, and what production does not allow.

use std::collections::BTreeSet;

use super::super::{Encryption, MailServer, SmtpServer};
use super::{named, read};

#[test]
fn mail_is_sent_as_the_address_of_its_server_says() {
    let cases = [
        ("smtp://smtp.example.com", 587, Encryption::StartTls),
        ("smtps://smtp.example.com", 465, Encryption::Tls),
        ("smtp://smtp.example.com?tls=none", 25, Encryption::None),
        ("smtp://smtp.example.com:2525", 2525, Encryption::StartTls),
    ];
    for (url, port, encryption) in cases {
        let server = smtp(&[("SMTP_URL", url)]);
        assert_eq!(
            (server.port, server.encryption),
            (port, encryption),
            "{url}"
        );
        assert_eq!(
            (server.host.as_str(), server.credentials),
            ("smtp.example.com", None)
        );
    }
    let with_password = [(
        "SMTP_URL",
        "smtp://anna%40desk:p%3Ass%20w@[::1]:25?tls=none",
    )];
    let server = smtp(&with_password);
    let (name, password) = server.credentials.expect("a name and a password");
    assert_eq!((name.expose(), password.expose()), ("anna@desk", "p:ss w"));
    assert_eq!(server.host, "::1");
}

#[test]
fn what_is_no_address_of_a_mail_server_is_refused() {
    for url in [
        "log",
        "smtp://",
        "smtp:smtp.example.com",
        "mail.example.com:587",
        "http://smtp.example.com",
        "smtp://smtp.example.com?tls=opportunistic",
        "smtps://smtp.example.com?tls=none",
        "smtp://anna@smtp.example.com",
    ] {
        let problems = read(&[("SMTP_URL", url)]).expect_err("it is none");
        assert_eq!(named(&problems), BTreeSet::from(["SMTP_URL"]), "{url}");
    }
}

#[test]
fn in_production_mail_is_encrypted_and_stays_out_of_the_log() {
    let with = |url| {
        let production = [
            ("APP_ENV", "production"),
            ("PUBLIC_URL", "https://desk.example.com"),
            ("STORAGE_URL", "disk:/srv/documents"),
            ("MAIL_FROM", "desk@example.com"),
            ("SMTP_URL", url),
        ];
        read(&production).map_err(|problems| named(&problems).into_iter().collect::<String>())
    };
    for url in [
        "log:",
        "smtp://mail:1025?tls=none",
        "smtp://10.0.0.1?tls=none",
    ] {
        assert_eq!(with(url).expect_err("it is careless"), "SMTP_URL", "{url}");
    }
    for url in [
        "smtp://mail",
        "smtps://mail",
        "smtp://localhost?tls=none",
        "smtp://[::1]?tls=none",
    ] {
        assert!(with(url).is_ok(), "{url}");
    }
}

#[test]
fn the_server_is_shown_and_the_password_is_not() {
    let shown = |url| {
        let config = read(&[("SMTP_URL", url)]).expect("it is fine").to_string();
        let line = config.lines().find(|line| line.starts_with("SMTP_URL="));
        line.expect("it is shown").to_owned()
    };
    assert_eq!(shown("log:"), "SMTP_URL=log:");
    assert_eq!(
        shown("smtps://desk:hush@smtp.example.com"),
        "SMTP_URL=smtps://[redacted]@smtp.example.com:465"
    );
    assert_eq!(
        shown("smtp://mail:1025?tls=none"),
        "SMTP_URL=smtp://mail:1025?tls=none"
    );
}

#[test]
fn the_sender_is_at_the_public_host_unless_it_is_said() {
    let config = read(&[("PUBLIC_URL", "https://desk.example.com")]).expect("it is fine");
    assert_eq!(
        config.mail.from.to_string(),
        "Quayside <quayside@desk.example.com>"
    );
    let config = read(&[("MAIL_FROM", "Käpt’n <desk@example.com>")]).expect("it is fine");
    assert_eq!(config.mail.from.email.to_string(), "desk@example.com");
}

fn smtp(pairs: &[(&str, &str)]) -> SmtpServer {
    match read(pairs).expect("it is fine").mail.server {
        MailServer::Smtp(server) => server,
        MailServer::Log => panic!("mail goes to the log"),
    }
}
