//! A mail, in the form that it travels in.

use askama::Template;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use url::Url;
use uuid::Uuid;

use super::words::Content;
use crate::error::Error;

/// The mark in a colour that can be seen on light and on dark. A part of the mail, because a picture that
/// is fetched would tell when the mail was read.
const MARK: &[u8] = include_bytes!("mark.png");

/// A mail to somebody.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What its `Message-ID` is made of: of two copies, mail programs show one.
    pub id: Uuid,
    /// Whom it is for.
    pub to: Mailbox,
    pub(super) home: Url,
    pub(super) content: Content,
}

#[derive(Template)]
#[template(path = "mail.txt")]
struct Text<'a> {
    content: &'a Content,
    home: &'a Url,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Html<'a> {
    content: &'a Content,
    home: &'a Url,
}

impl Letter {
    /// What it is about.
    pub fn subject(&self) -> &str {
        &self.content.title
    }

    /// Its text, for whoever reads mail as text.
    ///
    /// # Errors
    /// None that a text could cause.
    pub fn text(&self) -> Result<String, Error> {
        let (content, home) = (&self.content, &self.home);
        Text { content, home }.render().map_err(unwritten)
    }

    fn html(&self) -> Result<String, Error> {
        let (content, home) = (&self.content, &self.home);
        Html { content, home }.render().map_err(unwritten)
    }

    /// The whole message: text and HTML as alternatives, from one content.
    pub(super) fn message(&self, from: &Mailbox) -> Result<Message, Error> {
        let mark = Attachment::new_inline("mark".to_owned()).body(
            MARK.to_vec(),
            ContentType::parse("image/png").map_err(unwritten)?,
        );
        let page = MultiPart::related()
            .singlepart(SinglePart::html(self.html()?))
            .singlepart(mark);
        let body = MultiPart::alternative()
            .singlepart(SinglePart::plain(self.text()?))
            .multipart(page);
        Message::builder()
            .from(from.clone())
            .to(self.to.clone())
            .subject(self.subject())
            .date_now()
            .message_id(Some(format!("<{}@{}>", self.id, from.email.domain())))
            .raw_header(automatic())
            .multipart(body)
            .map_err(unwritten)
    }
}

/// So that nobody's "I am on holiday" is sent back (RFC 3834).
fn automatic() -> HeaderValue {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    HeaderValue::new(name, "auto-generated".to_owned())
}

fn unwritten(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("a mail could not be written: {error}"))
}
