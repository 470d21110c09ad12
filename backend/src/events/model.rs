//! The table of events. Ids become visible in their order: the migration says how.

use std::collections::HashMap;

use diesel::dsl::{IntervalDsl, max, min};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use crate::db::clock;
use crate::projects::Project;
use crate::schema::{events, memberships, projects};

/// The trigger in the migrations names it too.
pub(super) const CHANNEL: &str = "quayside_events";

/// Rows that one transaction removes, at most.
const AT_ONCE: i64 = 1000;

/// Something that happened, and who is told: the members of a project, or one user.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = events)]
pub(super) struct Event {
    pub(super) id: i64,
    pub(super) event: String,
    pub(super) project_id: Option<Uuid>,
    pub(super) user_id: Option<Uuid>,
    pub(super) data: Value,
}

/// Events in their order, and the members of the projects that they are about.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) events: Vec<Event>,
    pub(super) members: HashMap<Uuid, Vec<Uuid>>,
}

/// What is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    oldest: i64,
    /// 0 where there is nothing.
    pub(super) newest: i64,
}

impl Kept {
    pub(super) fn now(conn: &mut PgConnection) -> QueryResult<Self> {
        let (oldest, newest): (Option<i64>, Option<i64>) = events::table
            .select((min(events::id), max(events::id)))
            .first(conn)?;
        Ok(Self {
            oldest: oldest.unwrap_or(1),
            newest: newest.unwrap_or(0),
        })
    }

    /// Whether everything that came after an event is still here.
    pub(super) fn reaches_back_to(&self, id: i64) -> bool {
        (self.oldest - 1..=self.newest).contains(&id)
    }
}

/// The next events after one, at most `limit`. The members are those after the events: who was removed with
/// one of them is no member any more.
pub(super) fn next(conn: &mut PgConnection, after: i64, limit: i64) -> QueryResult<Batch> {
    let events: Vec<Event> = events::table
        .filter(events::id.gt(after))
        .order(events::id)
        .limit(limit)
        .select(Event::as_select())
        .load(conn)?;
    let about: Vec<Uuid> = events.iter().filter_map(|event| event.project_id).collect();
    let mut members = HashMap::<Uuid, Vec<Uuid>>::new();
    if !about.is_empty() {
        let pairs: Vec<(Uuid, Uuid)> = memberships::table
            .inner_join(projects::table)
            .filter(memberships::project_id.eq_any(about))
            .filter(projects::deleted_at.is_null())
            .select((memberships::project_id, memberships::user_id))
            .load(conn)?;
        for (project, user) in pairs {
            members.entry(project).or_default().push(user);
        }
    }
    Ok(Batch { events, members })
}

/// What a user missed after one event and up to another, at most `limit`.
pub(super) fn missed(
    conn: &mut PgConnection,
    user: Uuid,
    after: i64,
    until: i64,
    limit: i64,
) -> QueryResult<Vec<Event>> {
    let projects = Project::ids_of(conn, user)?;
    events::table
        .filter(events::id.gt(after).and(events::id.le(until)))
        .filter(
            events::user_id
                .eq(user)
                .or(events::project_id.eq_any(projects))
                .assume_not_null(),
        )
        .order(events::id)
        .limit(limit)
        .select(Event::as_select())
        .load(conn)
}

/// Forgets some of the events that are so many days old, the oldest first; whether there may be more.
///
/// # Errors
/// The database's.
pub fn forget(conn: &mut PgConnection, days: i32) -> QueryResult<bool> {
    conn.transaction(|conn| {
        let old: Vec<i64> = events::table
            .filter(events::created_at.lt(clock() - days.days()))
            .order(events::id)
            .select(events::id)
            .limit(AT_ONCE)
            .for_update()
            .skip_locked()
            .load(conn)?;
        let more = old.len() >= usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        diesel::delete(events::table.filter(events::id.eq_any(old))).execute(conn)?;
        Ok(more)
    })
}
