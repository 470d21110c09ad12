//! Holding jobs, and losing them.

use std::collections::HashMap;
use std::time::Duration;

use diesel::dsl::now;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Double, SmallInt, Uuid as SqlUuid};
use uuid::Uuid;

use super::super::{Failure, State};
use super::{finish, is};
use crate::schema::jobs::dsl;

/// How long a claim lasts without a sign of life.
pub(in crate::jobs) const LEASE: Duration = Duration::from_secs(30);

/// Abandoned jobs that one call takes care of, at most.
const AT_ONCE: i64 = 100;

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = SqlUuid)]
    lease: Uuid,
    #[diesel(sql_type = Bool)]
    cancel_requested: bool,
}

/// One statement for all jobs of a worker; diesel cannot say FROM in an update.
const RENEW: &str = "
    UPDATE jobs SET leased_until = now() + make_interval(secs => $3), progress = held.progress
    FROM unnest($1, $2) AS held (lease, progress)
    WHERE jobs.state = 'running' AND jobs.lease = held.lease
    RETURNING jobs.lease, jobs.cancel_requested";

/// Prolongs leases and writes down the progress of their jobs. The answer has those that still hold, and
/// whether the job is to be cancelled.
pub(super) fn renew(
    conn: &mut PgConnection,
    progress: &[(Uuid, u8)],
) -> QueryResult<HashMap<Uuid, bool>> {
    let (leases, percents): (Vec<Uuid>, Vec<i16>) = progress
        .iter()
        .map(|(lease, percent)| (*lease, i16::from(*percent)))
        .unzip();
    let held: Vec<Held> = diesel::sql_query(RENEW)
        .bind::<Array<SqlUuid>, _>(leases)
        .bind::<Array<SmallInt>, _>(percents)
        .bind::<Double, _>(LEASE.as_secs_f64())
        .load(conn)?;
    let pairs = held
        .into_iter()
        .map(|held| (held.lease, held.cancel_requested));
    Ok(pairs.collect())
}

/// Gives back jobs whose worker is gone, or ends those that had their last attempt; how many.
pub(in crate::jobs) fn abandoned(conn: &mut PgConnection) -> QueryResult<usize> {
    conn.transaction(|conn| {
        let leases: Vec<Uuid> = dsl::jobs
            .filter(is(State::Running))
            .filter(dsl::leased_until.lt(now))
            .select(dsl::lease.assume_not_null())
            .limit(AT_ONCE)
            .for_update()
            .skip_locked()
            .load(conn)?;
        for lease in &leases {
            finish::fail(conn, *lease, &Failure::abandoned(), Duration::ZERO)?;
        }
        Ok(leases.len())
    })
}
