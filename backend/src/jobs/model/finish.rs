//! Writing down how attempts ended. Every statement names the lease: one that is lost changes nothing.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use uuid::Uuid;

use super::super::{Failure, State, StoredResult};
use super::retention::{Series, expire_others};
use super::{is, notify};
use crate::activity::Activity;
use crate::db::clock;
use crate::error::Error;
use crate::mail::Occasion;
use crate::schema::jobs::dsl;

/// The end of an attempt.
#[derive(Clone)]
pub(in crate::jobs) struct Ended {
    pub(in crate::jobs) lease: Uuid,
    pub(in crate::jobs) end: End,
}

/// How it ended.
#[derive(Clone)]
pub(in crate::jobs) enum End {
    Succeeded(Option<StoredResult>),
    /// With the pause before the next attempt, if there is one.
    Failed(Failure, Duration),
    Cancelled,
}

impl End {
    /// For the metrics.
    pub(in crate::jobs) fn word(&self) -> &'static str {
        match self {
            Self::Succeeded(_) => "succeeded",
            Self::Failed(..) => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Writes down the ends of attempts: most of them at once, for most succeed and make nothing.
pub(super) fn record(conn: &mut PgConnection, ended: &[Ended]) -> Result<(), Error> {
    let plain = |ended: &&Ended| matches!(ended.end, End::Succeeded(None));
    let leases: Vec<Uuid> = ended.iter().filter(plain).map(|one| one.lease).collect();
    if !leases.is_empty() {
        succeed(conn, &leases)?;
    }
    for Ended { lease, end } in ended {
        match end {
            End::Succeeded(None) => {}
            End::Succeeded(Some(result)) => succeed_with(conn, *lease, result)?,
            End::Failed(failure, pause) => fail(conn, *lease, failure, *pause)?,
            End::Cancelled => cancel(conn, &[*lease])?,
        }
    }
    Ok(())
}

fn succeed(conn: &mut PgConnection, leases: &[Uuid]) -> QueryResult<()> {
    diesel::update(dsl::jobs)
        .filter(is(State::Running))
        .filter(dsl::lease.eq_any(leases))
        .set((
            dsl::state.eq(State::Succeeded.as_str()),
            dsl::progress.eq(100),
            dsl::error.eq(None::<String>),
            dsl::cause.eq(None::<String>),
            dsl::lease.eq(None::<Uuid>),
            dsl::leased_until.eq(None::<DateTime<Utc>>),
            dsl::finished_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// With a file; who asked for it is told by mail.
fn succeed_with(conn: &mut PgConnection, lease: Uuid, result: &StoredResult) -> Result<(), Error> {
    let lifetime = result.lifetime.as_secs_f64().seconds();
    let job: Option<(Uuid, String, Option<Uuid>, Option<Uuid>)> = diesel::update(dsl::jobs)
        .filter(is(State::Running))
        .filter(dsl::lease.eq(lease))
        .set((
            dsl::result_object.eq(result.object),
            dsl::result_name.eq(&result.name),
            dsl::result_media_type.eq(&result.media_type),
            dsl::result_size.eq(result.size),
            dsl::result_sha256.eq(result.sha256.as_slice()),
            dsl::result_expires_at.eq((clock() + lifetime).nullable()),
        ))
        .returning((dsl::id, dsl::kind, dsl::user_id, dsl::project_id))
        .get_result(conn)
        .optional()?;
    if let Some((job, kind, Some(user), project)) = job {
        Occasion::ResultReady { user, job }.queue(conn)?;
        if let Some((project, action)) = project.zip(result.remembered_as) {
            let made = action.to(job, &result.name);
            Activity::record(conn, project, Some(user), made)?;
        }
        if let Some(project) = project.filter(|_| result.replaces_others) {
            let kind = kind.as_str();
            expire_others(
                conn,
                &Series {
                    job,
                    kind,
                    user,
                    project,
                },
            )?;
        }
    }
    Ok(succeed(conn, &[lease])?)
}

fn cancel(conn: &mut PgConnection, leases: &[Uuid]) -> QueryResult<()> {
    diesel::update(dsl::jobs)
        .filter(is(State::Running))
        .filter(dsl::lease.eq_any(leases))
        .set((
            dsl::state.eq(State::Cancelled.as_str()),
            dsl::lease.eq(None::<Uuid>),
            dsl::leased_until.eq(None::<DateTime<Utc>>),
            dsl::finished_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable)]
struct Attempt {
    attempts: i32,
    max_attempts: i32,
    cancel_requested: bool,
}

impl Attempt {
    fn next(&self, failure: &Failure) -> State {
        if self.cancel_requested {
            State::Cancelled
        } else if failure.is_final || self.attempts >= self.max_attempts {
            State::Dead
        } else {
            State::Queued
        }
    }
}

/// Ends a failed attempt: the job waits for the next one, or is a dead letter.
pub(super) fn fail(
    conn: &mut PgConnection,
    lease: Uuid,
    failure: &Failure,
    pause: Duration,
) -> QueryResult<()> {
    let attempt: Option<Attempt> = dsl::jobs
        .filter(is(State::Running))
        .filter(dsl::lease.eq(lease))
        .select((dsl::attempts, dsl::max_attempts, dsl::cancel_requested))
        .for_update()
        .first(conn)
        .optional()?;
    let Some(attempt) = attempt else {
        return Ok(());
    };
    let state = attempt.next(failure);
    diesel::update(dsl::jobs)
        .filter(is(State::Running))
        .filter(dsl::lease.eq(lease))
        .set((
            dsl::state.eq(state.as_str()),
            dsl::error.eq(&failure.message),
            dsl::cause.eq(&failure.cause),
            dsl::run_at.eq(clock() + pause.as_secs_f64().seconds()),
            dsl::lease.eq(None::<Uuid>),
            dsl::leased_until.eq(None::<DateTime<Utc>>),
            state.is_final().then(|| dsl::finished_at.eq(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives jobs back that were broken off through no fault of their own: the attempt does not count.
pub(super) fn release(conn: &mut PgConnection, leases: &[Uuid]) -> QueryResult<()> {
    conn.transaction(|conn| {
        // All are locked, so that nobody asks for an end between this look and what follows from it.
        let held: Vec<(Uuid, bool)> = dsl::jobs
            .filter(is(State::Running))
            .filter(dsl::lease.eq_any(leases))
            .select((dsl::lease.assume_not_null(), dsl::cancel_requested))
            .for_update()
            .load(conn)?;
        let asked = held.into_iter().filter(|(_, is_asked)| *is_asked);
        cancel(conn, &asked.map(|(lease, _)| lease).collect::<Vec<_>>())?;
        diesel::update(dsl::jobs)
            .filter(is(State::Running))
            .filter(dsl::lease.eq_any(leases))
            .set((
                dsl::state.eq(State::Queued.as_str()),
                dsl::attempts.eq(dsl::attempts - 1),
                dsl::progress.eq(0),
                dsl::lease.eq(None::<Uuid>),
                dsl::leased_until.eq(None::<DateTime<Utc>>),
            ))
            .execute(conn)?;
        notify(conn, super::QUEUED)
    })
}
