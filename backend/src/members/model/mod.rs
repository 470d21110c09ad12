//! The table of memberships, as owners change it.

mod owners;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use owners::one_at_a_time;

use crate::activity::{Action, Activity};
use crate::error::Error;
use crate::http::idempotency::{Answer, Created};
use crate::http::timestamp;
use crate::projects::{Project, Role};
use crate::schema::{memberships, users};
use crate::users::Email;

/// Somebody who belongs to a project, as the others see it.
#[derive(Debug, Serialize)]
pub(super) struct Member {
    pub(super) user: Person,
    role: String,
    #[serde(serialize_with = "timestamp::serialize")]
    pub(super) added_at: DateTime<Utc>,
    #[serde(skip)]
    project: Uuid,
}

#[derive(Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = users)]
pub(super) struct Person {
    pub(super) id: Uuid,
    name: String,
    email: String,
}

/// What is said of an address that nobody has.
pub(super) const UNKNOWN_PERSON: &str = "unknown_person";

/// The columns of [`Member`], from both tables.
type Row = (Person, (Uuid, String, DateTime<Utc>));

/// The members of a project.
macro_rules! members_of {
    ($project:expr) => {
        memberships::table
            .inner_join(users::table)
            .filter(memberships::project_id.eq($project))
            .select((
                Person::as_select(),
                (
                    memberships::project_id,
                    memberships::role,
                    memberships::created_at,
                ),
            ))
    };
}

impl From<Row> for Member {
    fn from((user, (project, role, added_at)): Row) -> Self {
        Self {
            user,
            role,
            added_at,
            project,
        }
    }
}

impl Created for Member {
    fn location(&self) -> String {
        format!("/api/v1/projects/{}/members/{}", self.project, self.user.id)
    }
}

impl Member {
    /// A page of a project's members, those who came first before the others, and one more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for outsiders.
    pub(super) fn page(
        conn: &mut PgConnection,
        project: Uuid,
        user: Uuid,
        after: Option<(DateTime<Utc>, Uuid)>,
        limit: i64,
    ) -> Result<Vec<Self>, Error> {
        Project::visible_to(conn, project, user)?;
        let mut query = members_of!(project)
            .order((memberships::created_at, memberships::user_id))
            .limit(limit + 1)
            .into_boxed();
        if let Some((added_at, id)) = after {
            let later = memberships::created_at
                .gt(added_at)
                .or(memberships::user_id.gt(id));
            query = query.filter(memberships::created_at.ge(added_at).and(later));
        }
        let rows: Vec<Row> = query.load(conn)?;
        Ok(rows.into_iter().map(Self::from).collect())
    }

    /// Makes somebody with an account a member; owners may.
    ///
    /// # Errors
    /// As [`Project::open_to`]; a field's problem where nobody has the address; a conflict where they are
    /// a member already.
    pub(super) fn add(
        conn: &mut PgConnection,
        project: Uuid,
        owner: Uuid,
        (email, role): (&Email, Role),
        answer: Option<Answer>,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            one_at_a_time(conn, project)?;
            Project::open_to(conn, project, owner, Role::Owner)?;
            let user = person(conn, email)?;
            let added = diesel::insert_into(memberships::table)
                .values((
                    memberships::project_id.eq(project),
                    memberships::user_id.eq(user),
                    memberships::role.eq(role.as_str()),
                ))
                .on_conflict_do_nothing()
                .execute(conn)?;
            if added == 0 {
                return Err(Error::Conflict(
                    "already_member",
                    "This person belongs to the project already.",
                ));
            }
            let member = Self::find(conn, project, user)?;
            let entry = Action::MemberAdded.to(user, &member.user.name);
            let entry = entry.with(json!({ "role": role.as_str() }));
            Activity::record(conn, project, Some(owner), entry)?;
            answer.map_or(Ok(()), |answer| answer.save(conn, &member))?;
            Ok(member)
        })
    }

    /// Gives a member another role; owners may.
    ///
    /// # Errors
    /// As [`Project::open_to`]; a conflict where no owner would be left.
    pub(super) fn change(
        conn: &mut PgConnection,
        project: Uuid,
        owner: Uuid,
        user: Uuid,
        role: Role,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            one_at_a_time(conn, project)?;
            Project::open_to(conn, project, owner, Role::Owner)?;
            let before = Self::find(conn, project, user)?;
            if before.role == role.as_str() {
                return Ok(before);
            }
            before.may_cease_to_own(conn)?;
            diesel::update(memberships::table.find((project, user)))
                .set(memberships::role.eq(role.as_str()))
                .execute(conn)?;
            let entry = Action::MemberChanged.to(user, &before.user.name);
            let roles = json!({ "from": before.role, "to": role.as_str() });
            Activity::record(conn, project, Some(owner), entry.with(roles))?;
            Self::find(conn, project, user)
        })
    }

    /// Takes a member out of the project; owners may, and everybody for themselves.
    ///
    /// # Errors
    /// As [`Project::open_to`]; a conflict where no owner would be left.
    pub(super) fn remove(
        conn: &mut PgConnection,
        project: Uuid,
        actor: Uuid,
        user: Uuid,
    ) -> Result<(), Error> {
        let least = if actor == user {
            Role::Viewer
        } else {
            Role::Owner
        };
        conn.transaction(|conn| {
            one_at_a_time(conn, project)?;
            Project::open_to(conn, project, actor, least)?;
            let member = Self::find(conn, project, user)?;
            member.may_cease_to_own(conn)?;
            diesel::delete(memberships::table.find((project, user))).execute(conn)?;
            let entry = Action::MemberRemoved.to(user, member.user.name);
            let entry = entry.with(json!({ "role": member.role }));
            Activity::record(conn, project, Some(actor), entry)
        })
    }

    fn find(conn: &mut PgConnection, project: Uuid, user: Uuid) -> Result<Self, Error> {
        let row: Row = members_of!(project)
            .filter(memberships::user_id.eq(user))
            .first(conn)?;
        Ok(row.into())
    }
}

fn person(conn: &mut PgConnection, email: &Email) -> Result<Uuid, Error> {
    let user = users::table
        .filter(users::email.eq(email.as_str()))
        .filter(users::deactivated_at.is_null())
        .select(users::id)
        .first(conn)
        .optional()?;
    user.ok_or_else(|| {
        let message = "Nobody has an account with this address.";
        Error::field("email", UNKNOWN_PERSON, message)
    })
}
