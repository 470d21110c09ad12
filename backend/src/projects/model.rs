//! The tables of projects and memberships.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::Role;
use crate::activity::{Action, Activity, Entry};
use crate::error::Error;
use crate::http::idempotency::{Answer, Created};
use crate::schema::{memberships, projects};

/// A project, as one of its members sees it.
#[derive(Debug, Serialize, Queryable)]
pub struct Project {
    /// The project's id.
    pub id: Uuid,
    /// Its name, as people wrote it.
    pub name: String,
    /// What its members wrote about it, perhaps nothing.
    pub description: String,
    role: String,
    /// How many documents it has, without the deleted ones.
    pub document_count: i64,
    /// Their bytes.
    pub total_bytes: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The columns of [`Project`], from both tables.
const COLUMNS: (
    projects::id,
    projects::name,
    projects::description,
    memberships::role,
    projects::document_count,
    projects::total_bytes,
    projects::created_at,
    projects::updated_at,
) = (
    projects::id,
    projects::name,
    projects::description,
    memberships::role,
    projects::document_count,
    projects::total_bytes,
    projects::created_at,
    projects::updated_at,
);

/// What may be changed.
#[derive(AsChangeset)]
#[diesel(table_name = projects)]
pub struct Changes {
    /// Another name.
    pub name: Option<String>,
    /// Another description.
    pub description: Option<String>,
}

impl Created for Project {
    fn location(&self) -> String {
        format!("/api/v1/projects/{}", self.id)
    }
}

impl Project {
    /// The project, if `user` is a member.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for outsiders.
    pub fn visible_to(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<Self, Error> {
        Ok(memberships::table
            .inner_join(projects::table)
            .filter(
                memberships::project_id
                    .eq(id)
                    .and(memberships::user_id.eq(user)),
            )
            .filter(projects::deleted_at.is_null())
            .select(COLUMNS)
            .first(conn)?)
    }

    /// The project, if `user` has at least this role in it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for outsiders, [`Error::Forbidden`] for members of a smaller role.
    pub fn open_to(
        conn: &mut PgConnection,
        id: Uuid,
        user: Uuid,
        least: Role,
    ) -> Result<Self, Error> {
        let project = Self::visible_to(conn, id, user)?;
        if Role::parse(&project.role) >= least {
            Ok(project)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// The ids of all projects that a user is a member of.
    ///
    /// # Errors
    /// The database's.
    pub fn ids_of(conn: &mut PgConnection, user: Uuid) -> QueryResult<Vec<Uuid>> {
        ids(user).load(conn)
    }

    /// The ids of some of them, as many as there are up to `most`: cheap, however many there are.
    ///
    /// # Errors
    /// The database's.
    pub fn some_ids_of(conn: &mut PgConnection, user: Uuid, most: i64) -> QueryResult<Vec<Uuid>> {
        ids(user).limit(most).load(conn)
    }

    /// A page of a user's projects, the newest first, and one row more than asked.
    ///
    /// # Errors
    /// The database's.
    pub fn page(
        conn: &mut PgConnection,
        user: Uuid,
        after: Option<(DateTime<Utc>, Uuid)>,
        limit: i64,
    ) -> QueryResult<Vec<Self>> {
        let mut query = memberships::table
            .inner_join(projects::table)
            .filter(
                memberships::user_id
                    .eq(user)
                    .and(projects::deleted_at.is_null()),
            )
            .select(COLUMNS)
            .order((projects::created_at.desc(), projects::id.desc()))
            .limit(limit + 1)
            .into_boxed();
        if let Some((created_at, id)) = after {
            let later = projects::created_at.lt(created_at).or(projects::id.lt(id));
            query = query.filter(projects::created_at.le(created_at).and(later));
        }
        query.load(conn)
    }

    /// A new project with its owner.
    ///
    /// # Errors
    /// The database's.
    pub fn create(
        conn: &mut PgConnection,
        name: &str,
        description: &str,
        owner: Uuid,
        answer: Option<Answer>,
    ) -> Result<Self, Error> {
        let id = Uuid::now_v7();
        conn.transaction(|conn| {
            diesel::insert_into(projects::table)
                .values((
                    projects::id.eq(id),
                    projects::name.eq(name),
                    projects::description.eq(description),
                ))
                .execute(conn)?;
            diesel::insert_into(memberships::table)
                .values((
                    memberships::project_id.eq(id),
                    memberships::user_id.eq(owner),
                    memberships::role.eq(Role::Owner.as_str()),
                ))
                .execute(conn)?;
            Activity::record(conn, id, Some(owner), Action::ProjectCreated)?;
            let project = Self::visible_to(conn, id, owner)?;
            answer.map_or(Ok(()), |answer| answer.save(conn, &project))?;
            Ok(project)
        })
    }

    /// Changes name or description; editors and owners may.
    ///
    /// # Errors
    /// As [`Project::open_to`].
    pub fn update(
        conn: &mut PgConnection,
        id: Uuid,
        user: Uuid,
        changes: &Changes,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            let before = Self::open_to(conn, id, user, Role::Editor)?;
            diesel::update(projects::table.find(id))
                .set((changes, projects::updated_at.eq(now)))
                .execute(conn)?;
            let after = Self::visible_to(conn, id, user)?;
            if after.name != before.name {
                let names = json!({ "from": before.name, "to": after.name });
                let renamed = Entry::from(Action::ProjectRenamed).with(names);
                Activity::record(conn, id, Some(user), renamed)?;
            }
            Ok(after)
        })
    }

    /// Takes a project away from everybody; the owner may.
    ///
    /// # Errors
    /// As [`Project::open_to`].
    pub fn delete(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<(), Error> {
        conn.transaction(|conn| {
            Self::open_to(conn, id, user, Role::Owner)?;
            diesel::update(projects::table.find(id))
                .set(projects::deleted_at.eq(now))
                .execute(conn)?;
            Activity::record(conn, id, Some(user), Action::ProjectDeleted)?;
            Ok(())
        })
    }
}

/// The ids of what a user is a member of.
#[diesel::dsl::auto_type(no_type_alias)]
fn ids(user: Uuid) -> _ {
    let is_theirs = memberships::user_id.eq(user);
    memberships::table
        .inner_join(projects::table)
        .filter(is_theirs.and(projects::deleted_at.is_null()))
        .select(projects::id)
}
