//! Writing down what came of a try, and what follows for the webhook.

use chrono::{DateTime, Utc};
use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::delivery::{DROPPED, Delivery, FAILED, PENDING, SUCCEEDED};
use super::rest::rest_if_slow;
use crate::activity::{Action, Activity};
use crate::db::clock;
use crate::error::Error;
use crate::schema::{webhook_attempts, webhook_deliveries, webhooks};
use crate::webhooks::attempt::Attempt;
use crate::webhooks::target::host;

/// A webhook that took nothing for so many days is switched off.
const PATIENCE_DAYS: i32 = 3;

/// What a receiver answers that wants no more.
const GONE: u16 = 410;

/// What a try means for its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was taken.
    Delivered,
    /// It is tried again.
    Again,
    /// It was not taken, and that is that.
    GivenUp,
    /// The same, and the receiver wants nothing more at all.
    Gone,
}

impl Verdict {
    /// The verdict on the last try or an earlier one.
    pub fn on(attempt: &Attempt, is_last: bool) -> Self {
        match attempt.status {
            _ if attempt.succeeded() => Self::Delivered,
            Some(GONE) => Self::Gone,
            _ if is_last => Self::GivenUp,
            _ => Self::Again,
        }
    }
}

impl Delivery {
    /// Writes a try down; false where nobody wants to know, because somebody else was quicker to deliver it
    /// or it was removed meanwhile.
    ///
    /// # Errors
    /// The database's.
    pub fn record(
        conn: &mut PgConnection,
        (webhook, id): (Uuid, Uuid),
        attempt: &Attempt,
        verdict: Verdict,
    ) -> Result<bool, Error> {
        conn.transaction(|conn| {
            if !is_pending(conn, webhook, id)? {
                return Ok(false);
            }
            attempt.insert(conn, id)?;
            match verdict {
                Verdict::Delivered => finish(conn, id, SUCCEEDED)?,
                Verdict::Again => {}
                Verdict::GivenUp | Verdict::Gone => finish(conn, id, FAILED)?,
            }
            note(conn, webhook, verdict)?;
            rest_if_slow(conn, webhook, attempt)?;
            Ok(true)
        })
    }

    /// Says that a message will not be sent, because its webhook is switched off.
    ///
    /// # Errors
    /// The database's.
    pub fn drop_it(conn: &mut PgConnection, id: Uuid) -> QueryResult<()> {
        finish(conn, id, DROPPED)
    }

    /// Lets a message that was given up with its job wait again, because the job is tried again.
    ///
    /// # Errors
    /// The database's.
    pub fn reopen(conn: &mut PgConnection, job: Uuid) -> QueryResult<()> {
        diesel::update(webhook_deliveries::table)
            .filter(webhook_deliveries::job_id.eq(job))
            .filter(webhook_deliveries::state.eq(FAILED))
            .set((
                webhook_deliveries::state.eq(PENDING),
                webhook_deliveries::finished_at.eq(None::<DateTime<Utc>>),
            ))
            .execute(conn)?;
        Ok(())
    }
}

/// Locks the webhook first, as whoever removes it does.
fn is_pending(conn: &mut PgConnection, webhook: Uuid, id: Uuid) -> QueryResult<bool> {
    let is_there: Option<Uuid> = webhooks::table
        .find(webhook)
        .select(webhooks::id)
        .for_no_key_update()
        .first(conn)
        .optional()?;
    let state: Option<String> = webhook_deliveries::table
        .find(id)
        .select(webhook_deliveries::state)
        .for_no_key_update()
        .first(conn)
        .optional()?;
    Ok(is_there.is_some() && state.as_deref() == Some(PENDING))
}

impl Attempt {
    fn insert(&self, conn: &mut PgConnection, delivery: Uuid) -> QueryResult<usize> {
        diesel::insert_into(webhook_attempts::table)
            .values((
                webhook_attempts::delivery_id.eq(delivery),
                webhook_attempts::duration_ms
                    .eq(i32::try_from(self.took.as_millis()).unwrap_or(i32::MAX)),
                webhook_attempts::status
                    .eq(self.status.and_then(|status| i16::try_from(status).ok())),
                webhook_attempts::error.eq(&self.error),
                webhook_attempts::response.eq(&self.response),
            ))
            .execute(conn)
    }
}

fn finish(conn: &mut PgConnection, id: Uuid, state: &str) -> QueryResult<()> {
    diesel::update(webhook_deliveries::table.find(id))
        .filter(webhook_deliveries::state.eq(PENDING))
        .set((
            webhook_deliveries::state.eq(state),
            webhook_deliveries::finished_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Remembers since when a webhook takes nothing, and switches it off when that is long enough.
fn note(conn: &mut PgConnection, webhook: Uuid, verdict: Verdict) -> Result<(), Error> {
    let this = webhooks::table.find(webhook);
    if verdict == Verdict::Delivered {
        diesel::update(this.filter(webhooks::failing_since.is_not_null()))
            .set(webhooks::failing_since.eq(None::<DateTime<Utc>>))
            .execute(conn)?;
        return Ok(());
    }
    diesel::update(this.filter(webhooks::failing_since.is_null()))
        .set(webhooks::failing_since.eq(now))
        .execute(conn)?;
    match verdict {
        Verdict::Gone => switch_off(conn, webhook, "gone", 0),
        _ => switch_off(conn, webhook, "failing", PATIENCE_DAYS),
    }
}

fn switch_off(
    conn: &mut PgConnection,
    webhook: Uuid,
    why: &str,
    after_days: i32,
) -> Result<(), Error> {
    let long_ago = (clock() - after_days.days()).nullable();
    let off: Option<(Uuid, String)> = diesel::update(webhooks::table.find(webhook))
        .filter(
            webhooks::active
                .and(webhooks::failing_since.le(long_ago))
                .assume_not_null(),
        )
        .set((
            webhooks::active.eq(false),
            webhooks::switched_off.eq(why),
            webhooks::updated_at.eq(now),
        ))
        .returning((webhooks::project_id, webhooks::url))
        .get_result(conn)
        .optional()?;
    if let Some((project, url)) = off {
        let changed = Action::WebhookChanged.to(webhook, host(&url));
        Activity::record(
            conn,
            project,
            None,
            changed.with(json!({ "switched_off": why })),
        )?;
    }
    Ok(())
}
