//! The tables of jobs, schedules and workers. All times are the database's.

mod claim;
mod enqueue;
mod finish;
mod lease;
mod operate;
mod queue;
mod read;
mod retention;
mod schedule;
mod workers;

use std::collections::HashMap;

use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use uuid::Uuid;

use super::State;
use crate::db;
use crate::error::Error;
use crate::redis::Channel;

pub(super) use claim::{Claimed, Wanted};
pub use enqueue::{NewJob, enqueue};
pub(super) use finish::{End, Ended};
pub(super) use lease::{LEASE, abandoned};
pub(super) use operate::cancel;
pub(crate) use operate::{discard, postpone, retry};
pub use queue::Queue;
pub(crate) use read::{JobRow, Selection};
pub(super) use retention::{Retention, forget};
pub(super) use schedule::{plan, queue_due};
pub(super) use workers::Me;
pub use workers::is_alive;

/// Where notifications are sent; the trigger in the migrations names it too.
pub(super) const CHANNEL: &str = "quayside_jobs";
/// A notification: there is something to claim.
pub(super) const QUEUED: &str = "queued";
/// A notification: a job that runs is to be cancelled.
pub(super) const CANCEL: &str = "cancel";

diesel::define_sql_function! {
    /// Tells whoever listens, once the transaction is committed.
    fn pg_notify(channel: diesel::sql_types::Text, payload: diesel::sql_types::Text) -> diesel::sql_types::Bool;
}

/// A state as a literal. PostgreSQL uses a partial index only where it knows the state while it plans, and a
/// plan that it made for an empty queue stays with the connection.
fn is(state: State) -> SqlLiteral<Bool> {
    diesel::dsl::sql(&format!("jobs.state = '{}'", state.as_str()))
}

/// Tells the workers. The trigger does it for new jobs.
fn notify(conn: &mut PgConnection, news: &'static str) -> QueryResult<()> {
    db::once_committed(Channel::Jobs, news);
    db::once_committed(Channel::Events, "");
    diesel::select(pg_notify(CHANNEL, news)).execute(conn)?;
    Ok(())
}

/// Writes down how jobs ended and claims others, as one transaction: a worker that is busy waits for the
/// disk once for both.
pub(super) fn exchange(
    conn: &mut PgConnection,
    ended: &[Ended],
    wanted: &Wanted,
) -> Result<Vec<Claimed>, Error> {
    let claimed = conn.transaction(|conn| {
        finish::record(conn, ended)?;
        Ok::<_, Error>(claim::claim(conn, wanted)?)
    })?;
    if !ended.is_empty() || !claimed.is_empty() {
        db::once_committed(Channel::Events, "");
    }
    Ok(claimed)
}

/// Says that a worker lives and prolongs its leases; which of them still hold, and whether their jobs
/// are to be cancelled.
pub(super) fn sign_of_life(
    conn: &mut PgConnection,
    me: &Me,
    progress: &[(Uuid, u8)],
) -> QueryResult<HashMap<Uuid, bool>> {
    conn.transaction(|conn| {
        let running = i32::try_from(progress.len()).unwrap_or(i32::MAX);
        workers::beat(conn, me, running)?;
        if running > 0 {
            db::once_committed(Channel::Events, "");
        }
        lease::renew(conn, progress)
    })
}

/// A worker ends in good order: what it still held may be run by others at once.
pub(super) fn leave(conn: &mut PgConnection, worker: Uuid, leases: &[Uuid]) -> QueryResult<()> {
    conn.transaction(|conn| {
        finish::release(conn, leases)?;
        workers::forget(conn, worker)
    })
}
