//! How what happens becomes messages.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::Webhook;
use super::delivery::NewDelivery;
use super::rest::until;
use crate::db::clock;
use crate::error::Error;
use crate::schema::{projects, users, webhooks};

/// Something that happened in a project: ids and names, never contents or secrets.
pub struct Notice<'a> {
    /// The same for all who are told.
    pub id: Uuid,
    /// Such as `document.added`.
    pub event: &'a str,
    /// Who did it, where somebody did.
    pub actor: Option<Uuid>,
    /// What it was done to, where that is something of its own.
    pub subject: Option<Subject<'a>>,
    /// What else there is to know.
    pub details: &'a Value,
}

/// A thing or a person, by id and name.
#[derive(Clone, Debug, Serialize)]
pub struct Subject<'a> {
    /// Its id.
    pub id: Uuid,
    /// Its name at that time.
    pub name: &'a str,
}

/// A notice, as it is sent.
#[derive(Serialize)]
struct Body<'a> {
    id: Uuid,
    r#type: &'a str,
    created_at: DateTime<Utc>,
    project: Subject<'a>,
    actor: Option<Subject<'a>>,
    subject: Option<&'a Subject<'a>>,
    details: &'a Value,
}

impl Webhook {
    /// Queues a message for each of a project's webhooks that wants the event. To be called in the
    /// transaction that makes it happen, so that nothing is told that was undone, and nothing forgotten.
    ///
    /// # Errors
    /// The database's.
    pub fn announce(
        conn: &mut PgConnection,
        project: Uuid,
        notice: &Notice<'_>,
    ) -> Result<(), Error> {
        let webhooks = interested(conn, project, notice.event)?;
        if webhooks.is_empty() {
            return Ok(());
        }
        let body = notice.body(conn, project)?;
        for (webhook, delay) in webhooks {
            let new = NewDelivery {
                webhook,
                delay,
                message: notice.id,
                event: notice.event,
                body: &body,
            };
            new.queue(conn)?;
        }
        Ok(())
    }
}

/// With how long they rest. Locked against removal until the messages are written.
fn interested(
    conn: &mut PgConnection,
    project: Uuid,
    event: &str,
) -> QueryResult<Vec<(Uuid, Duration)>> {
    let rows: Vec<(Uuid, Option<DateTime<Utc>>, DateTime<Utc>)> = webhooks::table
        .filter(webhooks::project_id.eq(project).and(webhooks::active))
        .filter(webhooks::events.contains(vec![Some(event)]))
        .select((webhooks::id, webhooks::resting_until, clock()))
        .order(webhooks::id)
        .for_key_share()
        .load(conn)?;
    let rests = |(id, rest, now): (Uuid, Option<DateTime<Utc>>, DateTime<Utc>)| {
        (id, rest.map_or(Duration::ZERO, |rest| until(now, rest)))
    };
    Ok(rows.into_iter().map(rests).collect())
}

impl Notice<'_> {
    fn body(&self, conn: &mut PgConnection, project: Uuid) -> Result<String, Error> {
        let (name, created_at): (String, DateTime<Utc>) = projects::table
            .find(project)
            .select((projects::name, clock()))
            .first(conn)?;
        let actor = self.actor.map(|id| named(conn, id)).transpose()?;
        let body = Body {
            id: self.id,
            r#type: self.event,
            created_at,
            project: Subject {
                id: project,
                name: &name,
            },
            actor: self
                .actor
                .zip(actor.as_deref())
                .map(|(id, name)| Subject { id, name }),
            subject: self.subject.as_ref(),
            details: self.details,
        };
        serde_json::to_string(&body).map_err(|error| Error::Internal(error.to_string()))
    }
}

fn named(conn: &mut PgConnection, user: Uuid) -> QueryResult<String> {
    users::table.find(user).select(users::name).first(conn)
}
