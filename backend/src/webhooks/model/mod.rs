//! The tables of webhooks, of what is to be delivered to them, and of each try.

mod announce;
mod change;
mod delivery;
mod record;
mod rest;
mod tidy;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

pub use announce::{Notice, Subject};
pub(super) use change::{Changes, NewWebhook};
pub use delivery::{Delivery, Pending};
pub use record::Verdict;
pub use tidy::tidy;

use crate::error::Error;
use crate::projects::{Project, Role};
use crate::schema::{memberships, projects, webhooks};

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
}
