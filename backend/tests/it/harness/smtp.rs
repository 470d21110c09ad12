//! A mail server of one test's own, which keeps what it gets: `scripts/mail-catcher`.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::cluster::free_port;
use super::process::Process;
use super::{SOON, eventually, variable};

/// The name and the password that one asks for that asks for any.
const USER: &str = "desk:hush, hush";

/// A running server; it ends with the test.
pub(crate) struct SmtpServer {
    port: u16,
    http_port: u16,
    options: Vec<String>,
    process: Option<Process>,
}

/// A mail, as Python's own parser reads it.
#[derive(Clone, Debug)]
pub(crate) struct Mail(pub(crate) Value);

impl SmtpServer {
    /// One that takes everything.
    pub(crate) async fn start() -> Self {
        let mut server = Self::planned();
        server.restart().await;
        server
    }

    /// An address at which there is none yet.
    pub(crate) fn planned() -> Self {
        Self {
            port: free_port(),
            http_port: free_port(),
            options: Vec::new(),
            process: None,
        }
    }

    /// One that hears nobody before STARTTLS (or, `at_once`, before TLS) and without a password. Its
    /// certificate lies in that folder, and nobody else vouches for it.
    pub(crate) async fn with_tls(folder: &Path, at_once: bool) -> Self {
        let (certificate, key) = certificate_in(folder);
        let mut server = Self::planned();
        let paths = [certificate, key].map(|path| path.display().to_string());
        let options = ["--user".to_owned(), USER.to_owned(), "--tls".to_owned()];
        server.options.extend(options.into_iter().chain(paths));
        if at_once {
            server.options.push("--tls-at-once".to_owned());
        }
        server.restart().await;
        server
    }

    /// What belongs into `SMTP_URL`, where the line is not encrypted.
    pub(crate) fn plain_url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=none", self.port)
    }

    /// What belongs into `SMTP_URL`, with a name and a password.
    pub(crate) fn url(&self, scheme: &str, password: &str) -> String {
        format!("{scheme}://desk:{password}@127.0.0.1:{}", self.port)
    }

    /// Starts it, or starts it anew, without what it knew.
    pub(crate) async fn restart(&mut self) {
        self.process = None;
        let catcher = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/mail-catcher");
        let mut command = Command::new(variable("PYTHON_BIN"));
        command.arg(catcher).args(&self.options);
        command.args([self.port, self.http_port].map(|port| port.to_string()));
        self.process = Some(Process::start(command, ""));
        let listens = |port| TcpStream::connect(("127.0.0.1", port)).is_ok();
        eventually(SOON, "the mail server listens", async || {
            listens(self.port) && listens(self.http_port)
        })
        .await;
    }

    /// Answers this to the next recipients, one each, instead of taking the mail.
    pub(crate) async fn refuse(&self, answers: &[&str]) {
        let url = format!("http://127.0.0.1:{}/refusals", self.http_port);
        let sent = reqwest::Client::new().post(url).body(answers.join("\n"));
        sent.send().await.expect("it answers");
    }

    /// All that it got, the oldest first.
    pub(crate) async fn mails(&self) -> Vec<Mail> {
        let url = format!("http://127.0.0.1:{}/messages", self.http_port);
        let mails = reqwest::get(url).await.expect("it answers");
        let mails: Vec<Value> = mails.json().await.expect("a list");
        mails.into_iter().map(Mail).collect()
    }

    /// The only mail that it got.
    pub(crate) async fn mail(&self) -> Mail {
        let mut mails = self.mails().await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        mails.remove(0)
    }

    /// The mails about something, the oldest first.
    pub(crate) async fn about(&self, subject: &str) -> Vec<Mail> {
        let mut mails = self.mails().await;
        mails.retain(|mail| mail.text("subject") == subject);
        mails
    }
}

impl Mail {
    /// A text of it: `subject`, `text`, `html` …
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_default()
    }

    /// A header's value, which must be there once.
    pub(crate) fn header(&self, name: &str) -> String {
        let headers = self.0["headers"].as_array().expect("headers");
        let mut values = headers.iter().filter(|header| header[0] == name);
        let value = values.next().unwrap_or_else(|| panic!("no {name}"));
        assert!(values.next().is_none(), "{name} twice");
        value[1].as_str().expect("a text").to_owned()
    }

    /// The token of the link in its text, which the HTML has as well.
    pub(crate) fn token(&self) -> String {
        let (_, token) = self.text("text").split_once("#token=").expect("a link");
        let token = token.lines().next().expect("a line").to_owned();
        assert!(self.text("html").contains(&token));
        token
    }
}

fn certificate_in(folder: &Path) -> (PathBuf, PathBuf) {
    let names = ["127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let (certificate, key) = (folder.join("smtp.crt"), folder.join("smtp.key"));
    std::fs::write(&certificate, made.cert.pem()).expect("a file");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("a file");
    (certificate, key)
}
