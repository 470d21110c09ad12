//! Taking jobs from the queue.

use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::super::State;
use super::is;
use super::lease::LEASE_SECONDS;
use crate::db::clock;
use crate::schema::jobs::{self, dsl};

diesel::define_sql_function! {
    /// A new random id for each row.
    fn gen_random_uuid() -> diesel::sql_types::Uuid;
}

/// What a worker has room for.
pub(in crate::jobs) struct Wanted {
    pub(in crate::jobs) worker: Uuid,
    pub(in crate::jobs) kinds: Vec<&'static str>,
    pub(in crate::jobs) room: usize,
}

/// A job that is this worker's while its lease lasts.
#[derive(Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub(in crate::jobs) struct Claimed {
    pub(in crate::jobs) id: Uuid,
    pub(in crate::jobs) kind: String,
    pub(in crate::jobs) payload: Value,
    pub(in crate::jobs) attempts: i32,
    #[diesel(select_expression = dsl::lease.assume_not_null())]
    pub(in crate::jobs) lease: Uuid,
    pub(in crate::jobs) user_id: Option<Uuid>,
    pub(in crate::jobs) project_id: Option<Uuid>,
}

/// Claims what is due, the most urgent and then the oldest first. What another worker is claiming at the
/// same moment is passed over, so that nobody waits for anybody.
pub(super) fn claim(conn: &mut PgConnection, wanted: &Wanted) -> QueryResult<Vec<Claimed>> {
    if wanted.room == 0 {
        return Ok(Vec::new());
    }
    let due: Vec<Uuid> = dsl::jobs
        .filter(is(State::Queued))
        .filter(dsl::run_at.le(now))
        .filter(dsl::kind.eq_any(&wanted.kinds))
        .order((dsl::priority.desc(), dsl::run_at, dsl::id))
        .limit(i64::try_from(wanted.room).unwrap_or(i64::MAX))
        .select(dsl::id)
        .for_update()
        .skip_locked()
        .load(conn)?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(dsl::jobs.filter(dsl::id.eq_any(due)))
        .set((
            dsl::state.eq(State::Running.as_str()),
            dsl::attempts.eq(dsl::attempts + 1),
            dsl::lease.eq(gen_random_uuid().nullable()),
            dsl::leased_until.eq((clock() + LEASE_SECONDS.seconds()).nullable()),
            dsl::worker_id.eq(wanted.worker),
            dsl::progress.eq(0),
            dsl::started_at.eq(now),
        ))
        .returning(Claimed::as_returning())
        .get_results(conn)
}
