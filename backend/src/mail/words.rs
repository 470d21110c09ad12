//! Every word that mails say.

use chrono::{DateTime, Utc};
use url::Url;

use super::model::{Made, Recipient};
use super::name::tame;
use crate::size;

/// What a mail says, in both of its forms.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// The subject too.
    pub(super) title: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) action: Option<Action>,
    /// Said more quietly.
    pub(super) notes: Vec<String>,
}

/// The one thing to do.
#[derive(Clone, Debug)]
pub(super) struct Action {
    pub(super) label: &'static str,
    pub(super) url: Url,
}

const NOT_YOU: &str = "If that was not you, you can ignore this mail.";

/// An address is to be confirmed, which may be a stranger's: the mail repeats nothing that was typed.
pub(super) fn verify_email(host: &str, url: Url) -> Content {
    Content {
        title: "Confirm your email address".to_owned(),
        paragraphs: vec![format!(
            "Somebody opened an account at {host} with this address. If that was you, confirm that the address is yours."
        )],
        action: Some(Action {
            label: "Confirm address",
            url,
        }),
        notes: vec![
            "The link works once, within 24 hours.".to_owned(),
            NOT_YOU.to_owned(),
        ],
    }
}

/// Strangers can cause this mail as well.
pub(super) fn reset_password(host: &str, url: Url) -> Content {
    Content {
        title: "Choose a new password".to_owned(),
        paragraphs: vec![format!(
            "Somebody asked for a new password for your account at {host}. If that was you, choose one now."
        )],
        action: Some(Action {
            label: "Choose a new password",
            url,
        }),
        notes: vec![
            "The link works once, within an hour, and only until you ask for another one."
                .to_owned(),
            NOT_YOU.to_owned(),
        ],
    }
}

/// A warning, which goes to an unconfirmed address too.
pub(super) fn password_changed(host: &str, at: DateTime<Utc>, url: Url) -> Content {
    let when = at.format("%-d %B %Y at %H:%M UTC");
    Content {
        title: "Your password was changed".to_owned(),
        paragraphs: vec![
            format!("The password of your account at {host} was changed on {when}. Your other devices were signed out."),
            "If that was you, there is nothing to do. If it was not, choose a new password at once.".to_owned(),
        ],
        action: Some(Action {
            label: "I did not do this",
            url,
        }),
        notes: Vec::new(),
    }
}

/// A file can be had. Its name, and the project's, are told only to whom they are meant for.
pub(super) fn result_ready(to: &Recipient, made: &Made, url: Url) -> Content {
    let until = made.expires_at.format("%-d %B %Y, %H:%M UTC");
    let name = format!("“{}”", tame(&made.name));
    let (title, file) = if to.email_verified {
        (format!("{name} is ready"), name)
    } else {
        ("Your file is ready".to_owned(), "The file".to_owned())
    };
    let project = made.project.as_ref().filter(|_| to.email_verified);
    let place = project.map(|(_, name)| format!(" of “{}”", tame(name)));
    let size = size::in_words(made.size);
    Content {
        title,
        paragraphs: vec![format!(
            "{file}{}, {size}, that you asked for has been made. You can download it until {until}.",
            place.unwrap_or_default()
        )],
        action: Some(Action {
            label: "Open Quayside",
            url,
        }),
        notes: Vec::new(),
    }
}

/// Says that mail works.
pub(super) fn test(host: &str, url: Url) -> Content {
    Content {
        title: "Mail from Quayside arrives".to_owned(),
        paragraphs: vec![format!(
            "The operator of {host} has sent this mail to see whether it arrives."
        )],
        action: Some(Action {
            label: "Open Quayside",
            url,
        }),
        notes: Vec::new(),
    }
}
