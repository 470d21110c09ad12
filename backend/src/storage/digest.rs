//! Counts and hashes a body while it passes.

use sha2::{Digest as _, Sha256};

/// What is known about an object once all of it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
}

/// The running count and hash of one body.
#[derive(Default)]
pub(crate) struct Digest {
    size: u64,
    sha256: Sha256,
}

impl Digest {
    /// Takes the next bytes of the body into account.
    pub(crate) fn update(&mut self, chunk: &[u8]) {
        self.size += chunk.len() as u64;
        self.sha256.update(chunk);
    }

    /// The result, after the last chunk.
    pub(crate) fn finish(self) -> Stored {
        Stored {
            size: self.size,
            sha256: self.sha256.finalize().into(),
        }
    }
}
