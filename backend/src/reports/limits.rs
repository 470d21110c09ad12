//! What a report may hold and cost.

use std::time::Duration;

/// Documents that are listed. A report says how many there are beyond.
pub const MAX_DOCUMENTS: i64 = 500;

/// Entries of the activity that are listed, the latest.
pub const MAX_DEEDS: i64 = 50;

/// For how long a report can be downloaded.
pub const LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// How long typesetting may take. The longest list takes two seconds.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// The child's address space in bytes, with its code and 12 MiB of fonts.
pub const MEMORY: u64 = 512 << 20;
