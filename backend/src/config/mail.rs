//! How mail leaves.

use lettre::message::Mailbox;
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::reader::Reader;
use super::{Environment, Secret};

const EXAMPLE: &str = "smtp://user:password@smtp.example.com:587";
const FROM_EXAMPLE: &str = "Quayside <quayside@example.com>";

/// Whom mail is given to, and in whose name.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// Whom it is given to.
    pub server: MailServer,
    /// The sender of all of it.
    pub from: Mailbox,
}

/// Whom mail is given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailServer {
    /// `log:`, nobody: it is written to the log.
    Log,
    /// `smtp://` or `smtps://`.
    Smtp(SmtpServer),
}

/// A server that takes mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpServer {
    /// Its name, which its certificate must have.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// Name and password, where it asks for them.
    pub credentials: Option<(Secret, Secret)>,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// `smtp://`: the server must offer STARTTLS.
    StartTls,
    /// `smtps://`: from the first byte.
    Tls,
    /// `smtp://…?tls=none`: not at all.
    None,
}

pub(super) fn read(from: &mut Reader, environment: Environment, public_url: &Url) -> MailConfig {
    let server = match from.optional_secret("SMTP_URL") {
        Some(url) => server(from, environment, url.expose()),
        None => {
            if environment == Environment::Production {
                from.problem("SMTP_URL", "is missing; set it, or SMTP_URL_FILE", EXAMPLE);
            }
            MailServer::Log
        }
    };
    MailConfig {
        server,
        from: sender(from, environment, public_url),
    }
}

/// The address may hold a password, so a problem never repeats it.
fn server(from: &mut Reader, environment: Environment, text: &str) -> MailServer {
    let production = environment == Environment::Production;
    let problem = if text == "log:" {
        if !production {
            return MailServer::Log;
        }
        "writes links that open accounts to the log; refused in production"
    } else if let Some(server) = Url::parse(text).ok().as_ref().and_then(smtp) {
        if server.encryption != Encryption::None || !production || server.is_here() {
            return MailServer::Smtp(server);
        }
        "sends mail without encryption; refused in production, unless the server is this machine"
    } else {
        "must be log:, or begin with smtp:// or smtps:// and a host; the one option is ?tls=none"
    };
    // What could not be read was told already.
    if !text.is_empty() {
        from.problem("SMTP_URL", problem, EXAMPLE);
    }
    MailServer::Log
}

fn smtp(url: &Url) -> Option<SmtpServer> {
    let (encryption, usual_port) = match (url.scheme(), url.query()) {
        ("smtp", None) => (Encryption::StartTls, 587),
        ("smtp", Some("tls=none")) => (Encryption::None, 25),
        ("smtps", None) => (Encryption::Tls, 465),
        _ => return None,
    };
    let host = url.host_str().filter(|host| !host.is_empty())?;
    let credentials = match (url.username(), url.password()) {
        ("", None) => None,
        (name, Some(password)) => Some((decoded(name)?, decoded(password)?)),
        (_, None) => return None,
    };
    Some(SmtpServer {
        host: host.trim_matches(['[', ']']).to_owned(),
        port: url.port().unwrap_or(usual_port),
        encryption,
        credentials,
    })
}

fn decoded(part: &str) -> Option<Secret> {
    let text = percent_decode_str(part).decode_utf8().ok()?;
    Some(Secret::new(text))
}

impl SmtpServer {
    /// Whether nobody else hears what is said to it.
    fn is_here(&self) -> bool {
        match Host::parse(&self.host) {
            Ok(Host::Domain(name)) => name == "localhost",
            Ok(Host::Ipv4(address)) => address.is_loopback(),
            Ok(Host::Ipv6(address)) => address.is_loopback(),
            Err(_) => self.host == "::1",
        }
    }
}

/// `MAIL_FROM`, or an address at the public host, which production does not guess.
fn sender(from: &mut Reader, environment: Environment, public_url: &Url) -> Mailbox {
    if environment == Environment::Production && from.raw("MAIL_FROM").is_none() {
        from.problem("MAIL_FROM", "is missing", FROM_EXAMPLE);
    }
    let host = public_url.host_str().unwrap_or("localhost");
    let usual = format!("Quayside <quayside@{host}>");
    let usual = usual.parse().unwrap_or_else(|_| fallback());
    from.parsed("MAIL_FROM", usual, FROM_EXAMPLE)
}

fn fallback() -> Mailbox {
    FROM_EXAMPLE.parse().expect("a mailbox")
}
