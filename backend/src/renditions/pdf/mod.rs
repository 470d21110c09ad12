//! PDF: the first page as a picture, and the text of all of them.

mod page;
mod words;

use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::Refusal;

pub(super) use page::first_page;
pub(super) use words::text;

/// A file that needs no password to be read may be encrypted all the same.
fn open(input: Vec<u8>) -> Result<Pdf, Refusal> {
    Pdf::new(input).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Encrypted,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => Refusal::Unsupported,
        _ => Refusal::Damaged,
    })
}
