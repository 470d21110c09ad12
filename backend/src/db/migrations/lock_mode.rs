//! The locks that statements take on a table that is in use.

/// The weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LockMode {
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    AccessExclusive,
}

impl LockMode {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::RowExclusive => "ROW EXCLUSIVE",
            Self::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            Self::Share => "SHARE",
            Self::ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            Self::AccessExclusive => "ACCESS EXCLUSIVE",
        }
    }

    /// Who waits while it is held.
    pub(super) fn blocks(self) -> &'static str {
        match self {
            Self::RowExclusive => "who writes the same rows",
            Self::ShareUpdateExclusive => "nobody",
            Self::Share | Self::ShareRowExclusive => "writers",
            Self::AccessExclusive => "readers and writers",
        }
    }
}
