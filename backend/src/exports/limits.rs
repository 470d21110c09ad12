//! What one archive may hold, and for how long it is kept.

use std::time::Duration;

use crate::error::Error;
use crate::storage::LARGEST_OBJECT;

/// For how long an archive can be downloaded.
pub(crate) const LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// Each document costs about a kilobyte of memory while the archive is made.
pub(super) const MAX_DOCUMENTS: i64 = 100_000;

/// The bytes of all documents: what a storage takes as one object, less the most that the archive adds
/// of its own to so many documents.
pub(super) const MAX_BYTES: i64 = LARGEST_OBJECT as i64 - (1 << 30);

const TOO_LARGE: &str =
    "This project is too large for one archive, which holds 100,000 documents and 57 GiB at most.";

/// Whether so many documents of so many bytes fit into one archive.
///
/// # Errors
/// `too_large`.
pub(super) fn check(documents: i64, bytes: i64) -> Result<(), Error> {
    if documents > MAX_DOCUMENTS || bytes > MAX_BYTES {
        return Err(Error::Conflict("too_large", TOO_LARGE));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_project_of_the_default_quota_fits() {
        assert!(check(MAX_DOCUMENTS, 50 << 30).is_ok());
        assert!(check(MAX_DOCUMENTS + 1, 0).is_err());
        assert!(check(1, MAX_BYTES + 1).is_err());
    }

    #[test]
    fn the_refusal_tells_the_limits() {
        assert_eq!(MAX_DOCUMENTS, 100_000);
        assert_eq!(MAX_BYTES >> 30, 57);
    }
}
