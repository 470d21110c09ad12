//! What owners do to webhooks.

use chrono::{DateTime, Utc};
use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use uuid::Uuid;

use super::Webhook;
use crate::activity::{Action, Activity};
use crate::db::clock;
use crate::error::Error;
use crate::http::text::MAX_WEBHOOKS;
use crate::projects::{Project, Role};
use crate::schema::{projects, webhooks};
use crate::webhooks::target::{Target, host};

/// For how long the secret before signs as well.
const OVERLAP_HOURS: i32 = 24;

/// What makes a webhook.
pub(in crate::webhooks) struct NewWebhook {
    pub(in crate::webhooks) id: Uuid,
    pub(in crate::webhooks) project: Uuid,
    pub(in crate::webhooks) target: Target,
    pub(in crate::webhooks) events: Vec<String>,
    /// Sealed.
    pub(in crate::webhooks) secret: Vec<u8>,
}

/// What may be changed.
pub(in crate::webhooks) struct Changes {
    pub(in crate::webhooks) target: Option<Target>,
    pub(in crate::webhooks) events: Option<Vec<String>>,
    pub(in crate::webhooks) active: Option<bool>,
}

impl Webhook {
    /// A new webhook; a project has only so many.
    ///
    /// # Errors
    /// As [`Project::open_to`], for owners; [`Error::Conflict`] if there are enough.
    pub(in crate::webhooks) fn create(
        conn: &mut PgConnection,
        user: Uuid,
        new: &NewWebhook,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            Project::open_to(conn, new.project, user, Role::Owner)?;
            if count_locked(conn, new.project)? >= MAX_WEBHOOKS {
                let message = "A project has 10 webhooks at most. Remove one first.";
                return Err(Error::Conflict("too_many_webhooks", message));
            }
            diesel::insert_into(webhooks::table)
                .values((
                    webhooks::id.eq(new.id),
                    webhooks::project_id.eq(new.project),
                    webhooks::url.eq(new.target.as_str()),
                    webhooks::events.eq(&new.events),
                    webhooks::secret.eq(&new.secret),
                ))
                .execute(conn)?;
            let added = Action::WebhookAdded.to(new.id, host(new.target.as_str()));
            Activity::record(conn, new.project, Some(user), added)?;
            Self::owned_by(conn, new.id, user)
        })
    }

    /// Changes a webhook. One that is switched on again, or has another address, begins anew.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`].
    pub(in crate::webhooks) fn update(
        conn: &mut PgConnection,
        id: Uuid,
        user: Uuid,
        changes: &Changes,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            Self::owned_by(conn, id, user)?;
            let begins_anew = changes.active.is_some() || changes.target.is_some();
            diesel::update(webhooks::table.find(id))
                .set((
                    changes
                        .target
                        .as_ref()
                        .map(|target| webhooks::url.eq(target.as_str())),
                    changes
                        .events
                        .as_ref()
                        .map(|events| webhooks::events.eq(events)),
                    changes.active.map(|active| {
                        (
                            webhooks::active.eq(active),
                            webhooks::switched_off.eq(None::<String>),
                        )
                    }),
                    begins_anew.then_some((
                        webhooks::failing_since.eq(None::<DateTime<Utc>>),
                        webhooks::resting_until.eq(None::<DateTime<Utc>>),
                    )),
                    webhooks::updated_at.eq(now),
                ))
                .execute(conn)?;
            Self::changed(conn, id, user)
        })
    }

    /// Gives a webhook another secret; the one before signs as well for a day.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`].
    pub(in crate::webhooks) fn replace_secret(
        conn: &mut PgConnection,
        id: Uuid,
        user: Uuid,
        sealed: &[u8],
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            Self::owned_by(conn, id, user)?;
            diesel::update(webhooks::table.find(id))
                .set((
                    webhooks::old_secret.eq(webhooks::secret.nullable()),
                    webhooks::old_secret_until.eq((clock() + OVERLAP_HOURS.hours()).nullable()),
                    webhooks::secret.eq(sealed),
                    webhooks::updated_at.eq(now),
                ))
                .execute(conn)?;
            Self::changed(conn, id, user)
        })
    }

    /// Removes a webhook, and with it what is still to be delivered.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`].
    pub(in crate::webhooks) fn delete(
        conn: &mut PgConnection,
        id: Uuid,
        user: Uuid,
    ) -> Result<(), Error> {
        conn.transaction(|conn| {
            let project = Self::owned_by(conn, id, user)?.project_id;
            lock(conn, project)?;
            // It may be gone by now.
            let webhook = Self::owned_by(conn, id, user)?;
            diesel::delete(webhooks::table.find(id)).execute(conn)?;
            let removed = Action::WebhookRemoved.to(id, host(&webhook.url));
            Activity::record(conn, project, Some(user), removed)
        })
    }

    /// As it is now, and noted as changed.
    fn changed(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<Self, Error> {
        let webhook = Self::owned_by(conn, id, user)?;
        let changed = Action::WebhookChanged.to(id, host(&webhook.url));
        Activity::record(conn, webhook.project_id, Some(user), changed)?;
        Ok(webhook)
    }
}

/// Two who add or remove webhooks of a project do so one after the other.
fn lock(conn: &mut PgConnection, project: Uuid) -> QueryResult<Uuid> {
    projects::table
        .find(project)
        .select(projects::id)
        .for_no_key_update()
        .first(conn)
}

/// Two who add one at the same time count each other's.
fn count_locked(conn: &mut PgConnection, project: Uuid) -> QueryResult<i64> {
    lock(conn, project)?;
    webhooks::table
        .filter(webhooks::project_id.eq(project))
        .count()
        .get_result(conn)
}
