//! What can go wrong with storage, sorted by what the caller has to do about it.
//!
//! The messages hold no key, address or answer of the store and may reach a log or a problem document;
//! the sources say more and belong in the log.

use std::error::Error as StdError;

/// Why storage did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// There is no such object.
    #[error("the object is not in storage")]
    NotFound,
    /// Down, too slow or full: the same call may succeed later.
    #[error("storage is not available")]
    Unavailable(#[source] Source),
    /// Storage understood and said no (wrong credentials, no such bucket): an operator has to act.
    #[error("storage refused the request")]
    Refused(#[source] Source),
    /// The table of unfinished uploads could not be read or written.
    #[error("unfinished uploads could not be recorded")]
    Records(#[source] Box<crate::error::Error>),
}

/// The cause of a [`StorageError`], for the log.
pub(super) type Source = Box<dyn StdError + Send + Sync>;

/// Why a stream was not stored. Nothing of it remains.
#[derive(Debug, thiserror::Error)]
pub enum PutError<E> {
    /// The stream itself failed; its error is handed back untouched.
    #[error("the body could not be read")]
    Body(E),
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl StorageError {
    /// Wraps a cause that may pass by itself.
    pub(crate) fn unavailable(source: impl Into<Source>) -> Self {
        StorageError::Unavailable(source.into())
    }

    /// Wraps a cause that stays until somebody changes something.
    pub(super) fn refused(source: impl Into<Source>) -> Self {
        StorageError::Refused(source.into())
    }
}

impl From<std::io::Error> for StorageError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => StorageError::NotFound,
            std::io::ErrorKind::PermissionDenied => StorageError::refused(error),
            _ => StorageError::unavailable(error),
        }
    }
}

impl From<crate::error::Error> for StorageError {
    fn from(error: crate::error::Error) -> Self {
        StorageError::Records(Box::new(error))
    }
}
