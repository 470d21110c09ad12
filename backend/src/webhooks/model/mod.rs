//! The tables of webhooks, of what is to be delivered to them, and of each try.

mod announce;
mod delivery;
mod record;
mod tidy;

use chrono::{DateTime, Utc};
use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

pub use announce::{Notice, Subject};
pub use delivery::{Delivery, Pending};
pub use record::Verdict;
pub use tidy::tidy;

use super::target::Target;
use crate::db::clock;
use crate::error::Error;
use crate::http::text::MAX_WEBHOOKS;
use crate::projects::{Project, Role};
use crate::schema::{memberships, projects, webhooks};

/// For how long the secret before signs as well.
const OVERLAP_HOURS: i32 = 24;

/// A webhook, as the project's owners see it.
#[derive(Debug, Serialize)]
pub struct Webhook {
    /// The webhook's id.
    pub id: Uuid,
    project_id: Uuid,
    url: String,
    events: Vec<String>,
    active: bool,
    switched_off: Option<String>,
    failing_since: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = webhooks)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    url: String,
    events: Vec<Option<String>>,
    active: bool,
    switched_off: Option<String>,
    failing_since: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// What makes a webhook.
pub(super) struct NewWebhook {
    pub(super) id: Uuid,
    pub(super) project: Uuid,
    pub(super) target: Target,
    pub(super) events: Vec<String>,
    /// Sealed.
    pub(super) secret: Vec<u8>,
}

/// What may be changed.
pub(super) struct Changes {
    pub(super) target: Option<Target>,
    pub(super) events: Option<Vec<String>>,
    pub(super) active: Option<bool>,
}

impl From<Row> for Webhook {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            project_id: row.project_id,
            url: row.url,
            events: row.events.into_iter().flatten().collect(),
            active: row.active,
            switched_off: row.switched_off,
            failing_since: row.failing_since,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Webhook {
    /// A webhook of a project that `user` owns.
    ///
    /// # Errors
    /// [`Error::NotFound`] for outsiders, [`Error::Forbidden`] for other members.
    pub(super) fn owned_by(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<Self, Error> {
        let membership = memberships::project_id
            .eq(webhooks::project_id)
            .and(memberships::user_id.eq(user));
        let (row, role): (Row, String) = webhooks::table
            .inner_join(projects::table)
            .inner_join(memberships::table.on(membership))
            .filter(webhooks::id.eq(id).and(projects::deleted_at.is_null()))
            .select((Row::as_select(), memberships::role))
            .first(conn)?;
        if Role::parse(&role) < Role::Owner {
            return Err(Error::Forbidden);
        }
        Ok(row.into())
    }

    /// A page of a project's webhooks, the newest first, and one more.
    ///
    /// # Errors
    /// As [`Project::open_to`], for owners.
    pub(super) fn page(
        conn: &mut PgConnection,
        project: Uuid,
        user: Uuid,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<Self>, Error> {
        Project::open_to(conn, project, user, Role::Owner)?;
        let mut query = webhooks::table
            .filter(webhooks::project_id.eq(project))
            .order(webhooks::id.desc())
            .limit(limit + 1)
            .select(Row::as_select())
            .into_boxed();
        if let Some(id) = before {
            query = query.filter(webhooks::id.lt(id));
        }
        Ok(query.load(conn)?.into_iter().map(Self::from).collect())
    }

    /// A new webhook; a project has only so many.
    ///
    /// # Errors
    /// As [`Project::open_to`], for owners; [`Error::Conflict`] if there are enough.
    pub(super) fn create(
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
            Self::owned_by(conn, new.id, user)
        })
    }

    /// Changes a webhook. One that is switched on again begins anew.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`].
    pub(super) fn update(
        conn: &mut PgConnection,
        id: Uuid,
        user: Uuid,
        changes: &Changes,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            Self::owned_by(conn, id, user)?;
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
                            webhooks::failing_since.eq(None::<DateTime<Utc>>),
                        )
                    }),
                    webhooks::updated_at.eq(now),
                ))
                .execute(conn)?;
            Self::owned_by(conn, id, user)
        })
    }

    /// Gives a webhook another secret; the one before signs as well for a day.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`].
    pub(super) fn replace_secret(
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
            Self::owned_by(conn, id, user)
        })
    }

    /// Removes a webhook, and with it what is still to be delivered.
    ///
    /// # Errors
    /// As [`Webhook::owned_by`].
    pub(super) fn delete(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<(), Error> {
        conn.transaction(|conn| {
            Self::owned_by(conn, id, user)?;
            diesel::delete(webhooks::table.find(id)).execute(conn)?;
            Ok(())
        })
    }

    pub(super) fn is_active(&self) -> bool {
        self.active
    }
}

/// The project's row is locked, so that two who add one at the same time count each other's.
fn count_locked(conn: &mut PgConnection, project: Uuid) -> QueryResult<i64> {
    projects::table
        .find(project)
        .select(projects::id)
        .for_no_key_update()
        .first::<Uuid>(conn)?;
    webhooks::table
        .filter(webhooks::project_id.eq(project))
        .count()
        .get_result(conn)
}
