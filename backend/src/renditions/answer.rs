//! What a child says: one line of JSON, then the bytes.

use serde::{Deserialize, Serialize};

/// Why there is no rendition, in words for whoever uploaded the document. Another try would end alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It cannot be decoded.
    #[error("the file is damaged, or is not of the type that it claims to be")]
    Damaged,
    /// It has no bytes.
    #[error("the file is empty")]
    Empty,
    /// It needs a password that we do not have.
    #[error("the file is protected by a password")]
    Encrypted,
    /// There is no decoder for its type.
    #[error("nothing can be shown of files of this type")]
    Unsupported,
    /// The file, or what is packed in it, is longer than is looked at.
    #[error("the file is too large to be looked into")]
    TooLarge,
    /// A picture that would fill the memory.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// The child reached its limit.
    #[error("the file needs too much memory")]
    TooMuchMemory,
    /// The child reached its deadline.
    #[error("the file takes too long to read")]
    TooSlow,
}

/// The first line of what a child writes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    /// The encoded picture follows.
    Picture(Described),
    /// The text follows; `is_cut` where the document has more.
    Text { is_cut: bool },
    /// Nothing follows.
    Refused(Refusal),
}

/// What a picture's bytes do not say by themselves.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Described {
    pub(super) media_type: String,
    pub(super) width: u32,
    pub(super) height: u32,
}
