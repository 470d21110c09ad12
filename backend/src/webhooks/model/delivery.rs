//! Messages on their way, and what became of them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::Webhook;
use crate::db::clock;
use crate::error::Error;
use crate::jobs::{self, DeliverWebhook, NewJob};
use crate::schema::{jobs as jobs_table, webhook_attempts, webhook_deliveries, webhooks};

/// It waits for its first try, or for another one.
pub(super) const PENDING: &str = "pending";
/// The receiver took it.
pub(super) const SUCCEEDED: &str = "succeeded";
/// The receiver did not take it, by all tries.
pub(super) const FAILED: &str = "failed";
/// The webhook was switched off before.
pub(super) const DROPPED: &str = "dropped";

/// A message to one webhook, as the project's owners see it.
#[derive(Debug, Serialize)]
pub struct Delivery {
    /// The delivery's id.
    pub id: Uuid,
    message_id: Uuid,
    event: String,
    body: String,
    state: String,
    attempts: Vec<Try>,
    /// While it is pending and not being tried.
    next_attempt_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

/// What came of one try.
#[derive(Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = webhook_attempts)]
struct Try {
    #[serde(skip)]
    delivery_id: Uuid,
    ended_at: DateTime<Utc>,
    duration_ms: i32,
    status: Option<i16>,
    error: Option<String>,
    response: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = webhook_deliveries)]
struct Row {
    id: Uuid,
    message_id: Uuid,
    event: String,
    body: String,
    state: String,
    created_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

/// What makes a delivery.
pub(super) struct NewDelivery<'a> {
    pub(super) webhook: Uuid,
    pub(super) message: Uuid,
    pub(super) event: &'a str,
    pub(super) body: &'a str,
    /// How long it waits at least.
    pub(super) delay: Duration,
}

/// A delivery that is to be tried, and the sealed secrets to sign it with.
#[derive(Queryable)]
pub struct Pending {
    /// The webhook's id.
    pub webhook: Uuid,
    pub(in crate::webhooks) active: bool,
    pub(in crate::webhooks) url: String,
    pub(in crate::webhooks) message: Uuid,
    pub(in crate::webhooks) body: String,
    pub(in crate::webhooks) secret: Vec<u8>,
    pub(in crate::webhooks) old_secret: Option<Vec<u8>>,
    pub(in crate::webhooks) is_old_secret_valid: Option<bool>,
}

impl NewDelivery<'_> {
    /// Writes the message down, and the job that sends it.
    pub(super) fn queue(&self, conn: &mut PgConnection) -> Result<Uuid, Error> {
        let id = Uuid::now_v7();
        let job = NewJob::of(&DeliverWebhook { delivery: id })?;
        let job = jobs::enqueue(conn, &job.after(self.delay))?;
        diesel::insert_into(webhook_deliveries::table)
            .values((
                webhook_deliveries::id.eq(id),
                webhook_deliveries::webhook_id.eq(self.webhook),
                webhook_deliveries::message_id.eq(self.message),
                webhook_deliveries::event.eq(self.event),
                webhook_deliveries::body.eq(self.body),
                webhook_deliveries::job_id.eq(job),
            ))
            .execute(conn)?;
        Ok(id)
    }
}

impl Delivery {
    /// What is to be sent; `None` where it was removed, or needs no more.
    ///
    /// # Errors
    /// The database's.
    pub fn pending(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Pending>> {
        webhook_deliveries::table
            .inner_join(webhooks::table)
            .filter(
                webhook_deliveries::id
                    .eq(id)
                    .and(webhook_deliveries::state.eq(PENDING)),
            )
            .select((
                webhooks::id,
                webhooks::active,
                webhooks::url,
                webhook_deliveries::message_id,
                webhook_deliveries::body,
                webhooks::secret,
                webhooks::old_secret,
                webhooks::old_secret_until.gt(clock().nullable()),
            ))
            .first(conn)
            .optional()
    }

    /// A page of what was sent to a webhook or is to be, the newest first, and one more.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`].
    pub(in crate::webhooks) fn page(
        conn: &mut PgConnection,
        webhook: Uuid,
        user: Uuid,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<Self>, Error> {
        Webhook::owned_by(conn, webhook, user)?;
        let mut query = webhook_deliveries::table
            .filter(webhook_deliveries::webhook_id.eq(webhook))
            .order(webhook_deliveries::id.desc())
            .limit(limit + 1)
            .select(webhook_deliveries::id)
            .into_boxed();
        if let Some(id) = before {
            query = query.filter(webhook_deliveries::id.lt(id));
        }
        let ids: Vec<Uuid> = query.load(conn)?;
        Ok(whole(conn, &ids)?)
    }

    /// Sends a message once more: the same under the same id, with all its tries before it.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`]; [`Error::Conflict`] where the webhook is switched off.
    pub(in crate::webhooks) fn repeat(
        conn: &mut PgConnection,
        (webhook, id): (Uuid, Uuid),
        user: Uuid,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            let is_active = Webhook::owned_by(conn, webhook, user)?.active;
            let row: Row = webhook_deliveries::table
                .filter(webhook_deliveries::id.eq(id))
                .filter(webhook_deliveries::webhook_id.eq(webhook))
                .select(Row::as_select())
                .first(conn)?;
            if !is_active {
                let message = "The webhook is switched off. Switch it on first.";
                return Err(Error::Conflict("webhook_inactive", message));
            }
            let again = NewDelivery {
                webhook,
                message: row.message_id,
                event: &row.event,
                body: &row.body,
                delay: Duration::ZERO,
            };
            let id = again.queue(conn)?;
            whole(conn, &[id])?.pop().ok_or(Error::NotFound)
        })
    }
}

/// Deliveries with their tries, the newest first.
fn whole(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Delivery>> {
    let waiting = jobs_table::id
        .eq(webhook_deliveries::job_id)
        .and(jobs_table::state.eq("queued"));
    let rows: Vec<(Row, Option<DateTime<Utc>>)> = webhook_deliveries::table
        .left_join(jobs_table::table.on(waiting))
        .filter(webhook_deliveries::id.eq_any(ids))
        .order(webhook_deliveries::id.desc())
        .select((Row::as_select(), jobs_table::run_at.nullable()))
        .load(conn)?;
    let tries: Vec<Try> = webhook_attempts::table
        .filter(webhook_attempts::delivery_id.eq_any(ids))
        .order(webhook_attempts::id)
        .select(Try::as_select())
        .load(conn)?;
    let mut deliveries: Vec<_> = rows.into_iter().map(Delivery::from).collect();
    for one in tries {
        let mut all = deliveries.iter_mut();
        if let Some(delivery) = all.find(|delivery| delivery.id == one.delivery_id) {
            delivery.attempts.push(one);
        }
    }
    Ok(deliveries)
}

impl From<(Row, Option<DateTime<Utc>>)> for Delivery {
    fn from((row, next_attempt_at): (Row, Option<DateTime<Utc>>)) -> Self {
        Self {
            id: row.id,
            message_id: row.message_id,
            event: row.event,
            body: row.body,
            next_attempt_at: next_attempt_at.filter(|_| row.state == PENDING),
            state: row.state,
            attempts: Vec::new(),
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}
