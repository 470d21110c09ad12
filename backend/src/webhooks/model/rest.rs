//! Slow receivers get a rest, so that their messages do not hold the places of all others'.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::dsl::IntervalDsl;
use diesel::prelude::*;
use uuid::Uuid;

use super::delivery::PENDING;
use crate::db::clock;
use crate::jobs;
use crate::schema::{webhook_deliveries, webhooks};
use crate::webhooks::attempt::Attempt;

/// From when on a receiver is slow.
const SLOW: Duration = Duration::from_secs(5);

/// The rest of one that was slow and took its message.
const SHORT: Duration = Duration::from_secs(10);

/// The shortest and the longest rest of one that did not: as long as it has been failing.
const LONG: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(15 * 60));

/// Puts off what is queued for a webhook whose receiver was slow.
pub(super) fn rest_if_slow(
    conn: &mut PgConnection,
    webhook: Uuid,
    attempt: &Attempt,
) -> QueryResult<()> {
    if attempt.took < SLOW {
        return Ok(());
    }
    let rest = if attempt.succeeded() {
        SHORT
    } else {
        failing_for(conn, webhook)?.clamp(LONG.0, LONG.1)
    };
    let until = (clock() + rest.as_secs_f64().seconds()).nullable();
    diesel::update(webhooks::table.find(webhook))
        .set(webhooks::resting_until.eq(until))
        .execute(conn)?;
    let waiting: Vec<Uuid> = webhook_deliveries::table
        .filter(webhook_deliveries::webhook_id.eq(webhook))
        .filter(webhook_deliveries::state.eq(PENDING))
        .select(webhook_deliveries::job_id)
        .load(conn)?;
    jobs::postpone(conn, &waiting, rest)
}

fn failing_for(conn: &mut PgConnection, webhook: Uuid) -> QueryResult<Duration> {
    let (since, now): (Option<DateTime<Utc>>, DateTime<Utc>) = webhooks::table
        .find(webhook)
        .select((webhooks::failing_since, clock()))
        .first(conn)?;
    Ok(until(since.unwrap_or(now), now))
}

/// From one time to a later one.
pub(super) fn until(from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
    (to - from).to_std().unwrap_or_default()
}
