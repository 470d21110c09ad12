//! Jobs that the clock queues.

use std::time::Duration;

use diesel::pg::data_types::PgInterval;
use diesel::prelude::*;
use diesel::sql_types::{Interval, Text};

use super::super::kind::Schedule;
use super::enqueue::enqueue;
use crate::error::Error;

/// Slots are the multiples of the interval since 1970, so all workers agree on them.
const PLAN: &str = "
    INSERT INTO schedules (name, next_run_at)
    VALUES ($1, date_bin($2, now(), timestamptz 'epoch') + $2)
    ON CONFLICT DO NOTHING";

/// The row is locked until the job is queued; who comes meanwhile passes by and finds the next slot.
const TAKE: &str = "
    UPDATE schedules SET
        last_slot = date_bin($2, now(), timestamptz 'epoch'),
        next_run_at = date_bin($2, now(), timestamptz 'epoch') + $2
    WHERE name = (SELECT name FROM schedules WHERE name = $1 AND next_run_at <= now() FOR UPDATE SKIP LOCKED)";

/// Puts schedules on record that are new; they begin with their next slot.
pub(in crate::jobs) fn plan(
    conn: &mut PgConnection,
    schedules: &[(&'static str, Schedule)],
) -> QueryResult<()> {
    for (name, schedule) in schedules {
        diesel::sql_query(PLAN)
            .bind::<Text, _>(*name)
            .bind::<Interval, _>(interval(schedule.every))
            .execute(conn)?;
    }
    Ok(())
}

/// Queues the jobs whose time has come, each slot once, whoever asks and how many.
pub(in crate::jobs) fn queue_due(
    conn: &mut PgConnection,
    schedules: &[(&'static str, Schedule)],
) -> Result<(), Error> {
    for (name, schedule) in schedules {
        conn.transaction(|conn| {
            let taken = diesel::sql_query(TAKE)
                .bind::<Text, _>(*name)
                .bind::<Interval, _>(interval(schedule.every))
                .execute(conn)?;
            if taken > 0 {
                enqueue(conn, &(schedule.job)()?)?;
            }
            Ok::<(), Error>(())
        })?;
    }
    Ok(())
}

fn interval(every: Duration) -> PgInterval {
    PgInterval::from_microseconds(i64::try_from(every.as_micros()).unwrap_or(i64::MAX))
}
