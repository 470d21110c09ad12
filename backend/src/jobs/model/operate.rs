//! What people do to jobs.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use uuid::Uuid;

use super::super::{DeliverWebhook, Job, State};
use super::{CANCEL, JobRow, QUEUED, is, notify};
use crate::db::{self, clock};
use crate::error::Error;
use crate::projects::{Project, Role};
use crate::redis::Channel;
use crate::schema::jobs::dsl;
use crate::webhooks::Delivery;

/// Lets those of some jobs that are queued wait for a while at least.
///
/// # Errors
/// The database's.
pub(crate) fn postpone(conn: &mut PgConnection, ids: &[Uuid], rest: Duration) -> QueryResult<()> {
    let rest = rest.as_secs_f64();
    diesel::update(dsl::jobs)
        .filter(is(State::Queued))
        .filter(dsl::id.eq_any(ids))
        .filter(dsl::run_at.lt(clock() + rest.seconds()))
        .set(dsl::run_at.eq(clock() + rest.seconds()))
        .execute(conn)?;
    Ok(())
}

/// Ends a queued job; asks a running one to end. Whoever asked for it may, and the project's editors.
pub(in crate::jobs) fn cancel(
    conn: &mut PgConnection,
    id: Uuid,
    user: Uuid,
) -> Result<JobRow, Error> {
    conn.transaction(|conn| {
        let job = JobRow::visible_to(conn, id, user)?;
        if let Some(project) = job.project_id.filter(|_| job.user_id != Some(user)) {
            Project::open_to(conn, project, user, Role::Editor)?;
        }
        // An attempt that ends between the two looks below would be missed by both.
        let _: Uuid = dsl::jobs
            .find(id)
            .select(dsl::id)
            .for_update()
            .first(conn)?;
        db::once_committed(Channel::Events, "");
        if !cancel_queued(conn, id)? && !ask_running(conn, id)? {
            return Err(Error::Conflict(
                "already_finished",
                "This job has ended already.",
            ));
        }
        JobRow::visible_to(conn, id, user)
    })
}

fn cancel_queued(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
    let cancelled = diesel::update(dsl::jobs.find(id))
        .filter(is(State::Queued))
        .set((
            dsl::state.eq(State::Cancelled.as_str()),
            dsl::cancel_requested.eq(true),
            dsl::finished_at.eq(now),
        ))
        .execute(conn)?;
    Ok(cancelled == 1)
}

fn ask_running(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
    let asked = diesel::update(dsl::jobs.find(id))
        .filter(is(State::Running))
        .set(dsl::cancel_requested.eq(true))
        .execute(conn)?;
    if asked == 1 {
        notify(conn, CANCEL)?;
    }
    Ok(asked == 1)
}

/// Queues a dead letter once more, with all its attempts before it; a message that was given up with it waits
/// again.
pub(crate) fn retry(conn: &mut PgConnection, id: Uuid) -> Result<JobRow, Error> {
    conn.transaction(|conn| {
        let row = diesel::update(dsl::jobs.find(id))
            .filter(is(State::Dead))
            .set((
                dsl::state.eq(State::Queued.as_str()),
                dsl::attempts.eq(0),
                dsl::run_at.eq(now),
                dsl::progress.eq(0),
                dsl::finished_at.eq(None::<DateTime<Utc>>),
            ))
            .returning(JobRow::as_returning())
            .get_result(conn)
            .optional();
        match row {
            Ok(Some(row)) => {
                if row.kind == DeliverWebhook::KIND {
                    Delivery::reopen(conn, row.id)?;
                }
                notify(conn, QUEUED)?;
                Ok(row)
            }
            Ok(None) => Err(refusal(conn, id)?),
            // Somebody queued the same work again in the meantime.
            Err(diesel::result::Error::DatabaseError(
                diesel::result::DatabaseErrorKind::UniqueViolation,
                _,
            )) => Err(Error::Conflict(
                "already_queued",
                "The same work is queued again already.",
            )),
            Err(error) => Err(error.into()),
        }
    })
}

/// Forgets a dead letter.
pub(crate) fn discard(conn: &mut PgConnection, id: Uuid) -> Result<(), Error> {
    let gone = diesel::delete(dsl::jobs.find(id))
        .filter(is(State::Dead))
        .execute(conn)?;
    if gone == 1 {
        Ok(())
    } else {
        Err(refusal(conn, id)?)
    }
}

/// Why nothing was done: there is no such job, or it is no dead letter.
fn refusal(conn: &mut PgConnection, id: Uuid) -> QueryResult<Error> {
    let known = dsl::jobs
        .find(id)
        .select(dsl::id)
        .first::<Uuid>(conn)
        .optional()?;
    Ok(known.map_or(Error::NotFound, |_| {
        Error::Conflict("not_dead", "This job is no dead letter.")
    }))
}
