//! What can be done, in the words that are kept.

use serde_json::{Value, json};
use uuid::Uuid;

macro_rules! actions {
    ($($name:ident $word:literal,)*) => {
        /// Something that a project remembers. A webhook may ask for each of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action {
            $(#[doc = concat!("`", $word, "`")] $name,)*
        }

        impl Action {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The column's value.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

actions! {
    ProjectCreated "project.created",
    ProjectRenamed "project.renamed",
    ProjectDeleted "project.deleted",
    ProjectRestored "project.restored",
    DocumentAdded "document.added",
    DocumentRenamed "document.renamed",
    DocumentDeleted "document.deleted",
    DocumentRestored "document.restored",
    MemberAdded "member.added",
    MemberChanged "member.changed",
    MemberRemoved "member.removed",
    ExportMade "export.made",
    ReportMade "report.made",
    WebhookAdded "webhook.added",
    WebhookChanged "webhook.changed",
    WebhookRemoved "webhook.removed",
}

/// An action, what it was done to and what else there is to say.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was done.
    pub action: Action,
    /// To what: its id, and its name at that moment.
    pub subject: Option<(Uuid, String)>,
    /// An object.
    pub details: Value,
}

impl Action {
    /// Done to something of that name.
    pub fn to(self, id: Uuid, name: impl Into<String>) -> Entry {
        Entry {
            subject: Some((id, name.into())),
            ..self.into()
        }
    }
}

impl From<Action> for Entry {
    fn from(action: Action) -> Self {
        Self {
            action,
            subject: None,
            details: json!({}),
        }
    }
}

impl Entry {
    /// With more to say; `details` is an object.
    #[must_use]
    pub fn with(self, details: Value) -> Self {
        Self { details, ..self }
    }
}
