//! Why a mail is sent: the payload of its job.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that somebody is to be told. Whatever the mail says beside this is looked up when it is
/// written, so that it is true then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// An address is to be confirmed.
    VerifyEmail {
        /// Whose.
        user: Uuid,
    },
    /// Somebody asked for a new password. Whether anybody has the address is found out by the job: the
    /// request does the same work, and takes the same time, in either case.
    ResetPassword {
        /// The address, as it was typed.
        email: String,
    },
    /// A password was changed.
    PasswordChanged {
        /// Whose.
        user: Uuid,
        /// When.
        at: DateTime<Utc>,
    },
    /// A job made a file.
    ResultReady {
        /// Who asked for it.
        user: Uuid,
        /// The job.
        job: Uuid,
    },
}

impl Occasion {
    /// Who sees the job, which says so if the mail came back. Nobody where no one is signed in.
    pub(super) fn asked_by(&self) -> Option<Uuid> {
        match self {
            Self::VerifyEmail { user }
            | Self::PasswordChanged { user, .. }
            | Self::ResultReady { user, .. } => Some(*user),
            Self::ResetPassword { .. } => None,
        }
    }

    /// What there should be one of at a time, however often somebody asks.
    pub(super) fn once(&self) -> Option<String> {
        match self {
            Self::VerifyEmail { user } => Some(format!("mail verify {user}")),
            Self::ResetPassword { email } => Some(format!("mail reset {email}")),
            Self::PasswordChanged { .. } | Self::ResultReady { .. } => None,
        }
    }
}
