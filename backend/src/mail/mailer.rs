//! Hands mail to a server, or writes it to the log.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::time::timeout;

use super::Letter;
use crate::config::{Encryption, MailConfig, MailServer, SmtpServer};
use crate::error::{Error, chain};

/// How long the server may take to be reached, and for the whole conversation.
const CONNECT: Duration = Duration::from_secs(15);
const CONVERSATION: Duration = Duration::from_secs(60);

/// Refusals that are about us and not about the mail: the operator mends them (RFC 4954).
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// The way out. Each mail has a connection of its own, which ends with it: one that is shared and broken off
/// in the middle of a mail, as jobs may be at any time, would put the next mail into that one.
pub struct Mailer {
    from: Mailbox,
    transport: Option<Transport>,
}

/// Why a mail was not taken.
#[derive(Debug)]
pub enum Undelivered {
    /// The server will never take it: its number, and what it says.
    Refused(u16, String),
    /// It may do so another time.
    NotNow(String),
}

impl Mailer {
    /// Connects to nobody yet. `host` is how this side introduces itself.
    ///
    /// # Errors
    /// No certificates to verify a server with.
    pub fn new(config: &MailConfig, host: &str) -> Result<Self, Error> {
        let transport = match &config.server {
            MailServer::Log => None,
            MailServer::Smtp(server) => {
                let transport = transport(server, host);
                Some(
                    transport
                        .map_err(|error| Error::Internal(format!("SMTP: {}", chain(&error))))?,
                )
            }
        };
        Ok(Self {
            from: config.from.clone(),
            transport,
        })
    }

    /// Hands over a mail. The server has it when this succeeds, and perhaps also where it does not.
    ///
    /// # Errors
    /// [`Undelivered`].
    pub async fn send(&self, letter: &Letter) -> Result<(), Undelivered> {
        let Some(transport) = &self.transport else {
            let text = letter.text().map_err(Undelivered::ours)?;
            log::info!("mail to {}: {}\n\n{text}", letter.to, letter.subject());
            return Ok(());
        };
        let message = letter.message(&self.from).map_err(Undelivered::ours)?;
        hand_over(transport, message).await
    }
}

fn transport(server: &SmtpServer, host: &str) -> Result<Transport, SmtpError> {
    let tls = || TlsParameters::new_rustls(server.host.clone());
    let tls = match server.encryption {
        Encryption::StartTls => Tls::Required(tls()?),
        Encryption::Tls => Tls::Wrapper(tls()?),
        Encryption::None => Tls::None,
    };
    let mut builder = Transport::builder_dangerous(&server.host)
        .port(server.port)
        .tls(tls)
        .hello_name(ClientId::Domain(host.to_owned()))
        .timeout(Some(CONNECT));
    if let Some((name, password)) = &server.credentials {
        let (name, password) = (name.expose().to_owned(), password.expose().to_owned());
        builder = builder.credentials(Credentials::new(name, password));
    }
    Ok(builder.build())
}

async fn hand_over(transport: &Transport, message: Message) -> Result<(), Undelivered> {
    match timeout(CONVERSATION, transport.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(Undelivered::from(error)),
        Err(_) => Err(Undelivered::NotNow(
            "the mail server fell silent".to_owned(),
        )),
    }
}

impl Undelivered {
    fn ours(error: Error) -> Self {
        Self::NotNow(
            error
                .cause()
                .map_or_else(|| error.to_string(), str::to_owned),
        )
    }
}

impl From<SmtpError> for Undelivered {
    fn from(error: SmtpError) -> Self {
        let code = error.status().map(u16::from);
        match code.filter(|code| error.is_permanent() && !ABOUT_US.contains(code)) {
            Some(code) => Self::Refused(code, said(&error)),
            None => Self::NotNow(chain(&error)),
        }
    }
}

/// What the server said, without the words around it.
fn said(error: &SmtpError) -> String {
    let words = std::error::Error::source(error);
    words.map_or_else(|| error.to_string(), ToString::to_string)
}
