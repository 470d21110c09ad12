//! The processes that run jobs, by their signs of life.

use chrono::{DateTime, Utc};
use diesel::dsl::{IntervalDsl, exists, now};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::lease::LEASE;
use crate::db::clock;
use crate::schema::workers::{self, dsl};

/// A worker, as it introduces itself.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Me {
    pub(in crate::jobs) id: Uuid,
    pub(in crate::jobs) host: String,
    pub(in crate::jobs) pid: i32,
    pub(in crate::jobs) kinds: Vec<&'static str>,
    pub(in crate::jobs) concurrency: i32,
}

/// A worker, as administrators see it.
#[derive(Debug, Serialize)]
pub(super) struct Worker {
    #[serde(flatten)]
    row: WorkerRow,
    /// Whether its last sign of life is fresh.
    alive: bool,
}

#[derive(Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = workers)]
struct WorkerRow {
    id: Uuid,
    host: String,
    pid: i32,
    concurrency: i32,
    running: i32,
    started_at: DateTime<Utc>,
    heartbeat_at: DateTime<Utc>,
}

/// A sign of life, and the introduction where it is the first.
pub(super) fn beat(conn: &mut PgConnection, me: &Me, running: i32) -> QueryResult<()> {
    let seen = diesel::update(dsl::workers.find(me.id))
        .set((dsl::running.eq(running), dsl::heartbeat_at.eq(now)))
        .execute(conn)?;
    if seen == 1 {
        return Ok(());
    }
    diesel::insert_into(dsl::workers)
        .values((
            dsl::id.eq(me.id),
            dsl::host.eq(&me.host),
            dsl::pid.eq(me.pid),
            dsl::kinds.eq(&me.kinds),
            dsl::concurrency.eq(me.concurrency),
            dsl::running.eq(running),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn forget(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
    diesel::delete(dsl::workers.find(id)).execute(conn)?;
    Ok(())
}

/// Whether a worker of this host has given a sign of life lately.
///
/// # Errors
/// The database's.
pub fn is_alive(conn: &mut PgConnection, host: &str) -> QueryResult<bool> {
    let fresh = dsl::workers
        .filter(dsl::host.eq(host))
        .filter(dsl::heartbeat_at.gt(clock() - LEASE.as_secs_f64().seconds()));
    diesel::select(exists(fresh)).get_result(conn)
}

impl Worker {
    /// All that were not forgotten yet, the latest first, as they are at the database's time.
    pub(super) fn all(conn: &mut PgConnection, at: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        let rows: Vec<WorkerRow> = dsl::workers
            .order((dsl::heartbeat_at.desc(), dsl::id))
            .select(WorkerRow::as_select())
            .load(conn)?;
        let oldest = at - LEASE;
        let worker = |row: WorkerRow| Self {
            alive: row.heartbeat_at > oldest,
            row,
        };
        Ok(rows.into_iter().map(worker).collect())
    }
}
