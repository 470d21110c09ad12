//! The table of activity. Rows are added and read; the database refuses anything else.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::Entry;
use crate::db;
use crate::error::Error;
use crate::http::timestamp;
use crate::projects::Project;
use crate::redis::Channel;
use crate::schema::{activity, users};
use crate::webhooks::{Notice, Subject, Webhook};

/// Something that was done, as a member of the project sees it.
#[derive(Debug, Serialize)]
pub struct Activity {
    /// The row's id; ids tell the time.
    pub id: Uuid,
    action: String,
    actor: Option<Named>,
    subject: Option<Named>,
    details: Value,
    #[serde(serialize_with = "timestamp::serialize")]
    created_at: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: Uuid,
    name: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = activity)]
struct Row {
    id: Uuid,
    action: String,
    subject_id: Option<Uuid>,
    subject_name: Option<String>,
    details: Value,
    created_at: DateTime<Utc>,
}

impl Activity {
    /// Notes what is being done, in the transaction that does it. Nobody in particular did what follows
    /// from the clock.
    ///
    /// # Errors
    /// The database's.
    pub fn record(
        conn: &mut PgConnection,
        project: Uuid,
        actor: Option<Uuid>,
        entry: impl Into<Entry>,
    ) -> Result<(), Error> {
        let (id, entry) = (Uuid::now_v7(), entry.into());
        Webhook::announce(conn, project, &notice(id, actor, &entry))?;
        let (subject, name) = entry.subject.unzip();
        diesel::insert_into(activity::table)
            .values((
                activity::id.eq(id),
                activity::project_id.eq(project),
                activity::actor_id.eq(actor),
                activity::action.eq(entry.action.as_str()),
                activity::subject_id.eq(subject),
                activity::subject_name.eq(name),
                activity::details.eq(entry.details),
            ))
            .execute(conn)?;
        // What is worth remembering is an event too; the tables' triggers have written it.
        db::once_committed(Channel::Events, "");
        Ok(())
    }

    /// A page of what was done in a project, the newest first, and one more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for outsiders.
    pub(super) fn page(
        conn: &mut PgConnection,
        project: Uuid,
        user: Uuid,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<Self>, Error> {
        Project::visible_to(conn, project, user)?;
        let mut query = activity::table
            .left_join(users::table)
            .filter(activity::project_id.eq(project))
            .select((Row::as_select(), (users::id, users::name).nullable()))
            .order(activity::id.desc())
            .limit(limit + 1)
            .into_boxed();
        if let Some(id) = before {
            query = query.filter(activity::id.lt(id));
        }
        let rows: Vec<(Row, Option<(Uuid, String)>)> = query.load(conn)?;
        Ok(rows.into_iter().map(Self::from).collect())
    }
}

/// The same for webhooks, under the same id.
fn notice(id: Uuid, actor: Option<Uuid>, entry: &Entry) -> Notice<'_> {
    let subject = entry.subject.as_ref();
    Notice {
        id,
        event: entry.action.as_str(),
        actor,
        subject: subject.map(|(id, name)| Subject { id: *id, name }),
        details: &entry.details,
    }
}

impl From<(Row, Option<(Uuid, String)>)> for Activity {
    fn from((row, actor): (Row, Option<(Uuid, String)>)) -> Self {
        Self {
            id: row.id,
            action: row.action,
            actor: actor.map(Named::from),
            subject: row.subject_id.zip(row.subject_name).map(Named::from),
            details: row.details,
            created_at: row.created_at,
        }
    }
}

impl From<(Uuid, String)> for Named {
    fn from((id, name): (Uuid, String)) -> Self {
        Self { id, name }
    }
}
