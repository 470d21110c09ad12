//! How jobs come into the queue.

use std::time::Duration;

use diesel::dsl::IntervalDsl;
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::super::{Job, State};
use super::{QUEUED, is};
use crate::db::{self, clock};
use crate::error::Error;
use crate::redis::Channel;
use crate::schema::jobs::dsl;

/// What makes a job.
#[derive(Clone, Debug)]
pub struct NewJob {
    kind: &'static str,
    payload: Value,
    max_attempts: i32,
    priority: i16,
    delay: Duration,
    dedup_key: Option<String>,
    user_id: Option<Uuid>,
    project_id: Option<Uuid>,
}

impl NewJob {
    /// A job of the payload's kind that may run at once, and that only administrators see.
    ///
    /// # Errors
    /// A payload that is no JSON.
    pub fn of<J: Job>(job: &J) -> Result<Self, Error> {
        let payload = serde_json::to_value(job)
            .map_err(|error| Error::Internal(format!("the payload of {}: {error}", J::KIND)))?;
        Ok(Self {
            kind: J::KIND,
            payload,
            max_attempts: J::MAX_ATTEMPTS,
            priority: 0,
            delay: Duration::ZERO,
            dedup_key: None,
            user_id: None,
            project_id: None,
        })
    }

    /// On behalf of a user, who will see it.
    #[must_use]
    pub fn asked_by(self, user: Uuid) -> Self {
        Self {
            user_id: Some(user),
            ..self
        }
    }

    /// In a project, whose members will see it.
    #[must_use]
    pub fn within(self, project: Uuid) -> Self {
        Self {
            project_id: Some(project),
            ..self
        }
    }

    /// Not while a job of the same key is queued or runs: there is one at a time.
    #[must_use]
    pub fn once(self, key: impl Into<String>) -> Self {
        Self {
            dedup_key: Some(key.into()),
            ..self
        }
    }

    /// Not before some time has passed.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Before all that is less urgent; 0 is usual.
    #[must_use]
    pub fn urgent(self, priority: i16) -> Self {
        Self { priority, ..self }
    }
}

/// Queues a job; to be called in the transaction that makes it necessary. Where an unfinished one has the
/// same key, that one's id is the answer.
///
/// # Errors
/// The database's.
pub fn enqueue(conn: &mut PgConnection, new: &NewJob) -> QueryResult<Uuid> {
    loop {
        if let Some(id) = insert(conn, new)? {
            db::once_committed(Channel::Jobs, QUEUED);
            db::once_committed(Channel::Events, "");
            return Ok(id);
        }
        // The other one may have finished in between; then this one is wanted after all.
        if let Some(id) = unfinished(conn, new.dedup_key.as_deref())? {
            return Ok(id);
        }
    }
}

fn insert(conn: &mut PgConnection, new: &NewJob) -> QueryResult<Option<Uuid>> {
    diesel::insert_into(dsl::jobs)
        .values((
            dsl::id.eq(Uuid::now_v7()),
            dsl::kind.eq(new.kind),
            dsl::payload.eq(&new.payload),
            dsl::max_attempts.eq(new.max_attempts),
            dsl::priority.eq(new.priority),
            dsl::run_at.eq(clock() + new.delay.as_secs_f64().seconds()),
            dsl::dedup_key.eq(&new.dedup_key),
            dsl::user_id.eq(new.user_id),
            dsl::project_id.eq(new.project_id),
        ))
        .on_conflict_do_nothing()
        .returning(dsl::id)
        .get_result(conn)
        .optional()
}

fn unfinished(conn: &mut PgConnection, key: Option<&str>) -> QueryResult<Option<Uuid>> {
    dsl::jobs
        .filter(dsl::dedup_key.eq(key))
        .filter(is(State::Queued).or(is(State::Running)))
        .select(dsl::id)
        .first(conn)
        .optional()
}
