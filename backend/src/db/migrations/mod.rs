//! The schema, as the binary carries it. `quayside migrate` applies it; a server never does.
//!
//! What was applied is kept in diesel's table, so that its own tools read it too.

mod apply;
mod index;
mod lock;
mod lock_mode;
mod narrowing;
mod plan;
mod script;
mod statement;
mod statements;
mod status;
mod undo;

use std::time::Duration;

pub use apply::run;
pub use plan::{Plan, plan};
pub use status::{State, Status, all_applied, is_owner, missing, status};
pub use undo::undo;

/// One step of the schema, as a folder of `backend/migrations/` has it.
#[derive(Clone, Copy, Debug)]
pub struct Script {
    /// The folder's name.
    pub name: &'static str,
    /// What brings it about.
    pub up: &'static str,
    /// What takes it back, where that is possible.
    pub down: Option<&'static str>,
    /// Whether all of it happens or nothing. Indexes that are built beside running work cannot.
    pub in_transaction: bool,
}

/// All of this release, in their order.
pub const OURS: &[Script] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// How long a migration waits, and for what.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For its turn, while another one migrates.
    pub turn: Duration,
    /// For a lock of the database. Everybody who comes later waits behind it, so not for long.
    pub lock: Duration,
    /// For one statement, where it holds locks until the end.
    pub statement: Duration,
    /// For one statement that disturbs nobody, outside of a transaction.
    pub beside: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            turn: Duration::from_secs(60),
            lock: Duration::from_secs(5),
            statement: Duration::from_secs(60),
            beside: Duration::from_secs(3600),
        }
    }
}

diesel::table! {
    /// Where diesel keeps which migrations were applied.
    __diesel_schema_migrations (version) {
        /// The migration's name up to the first underscore, without dashes.
        version -> Text,
        /// When, in UTC.
        run_on -> Timestamp,
    }
}
