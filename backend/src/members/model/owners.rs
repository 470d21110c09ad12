//! What keeps a project from being left without an owner.

use diesel::prelude::*;
use uuid::Uuid;

use super::Member;
use crate::error::Error;
use crate::projects::Role;
use crate::schema::{memberships, users};

impl Member {
    /// A project has an owner who can sign in. Whoever asks has made the other changes wait.
    pub(super) fn may_cease_to_own(&self, conn: &mut PgConnection) -> Result<(), Error> {
        let owner = Role::Owner.as_str();
        if self.role != owner {
            return Ok(());
        }
        let others: i64 = memberships::table
            .inner_join(users::table)
            .filter(memberships::project_id.eq(self.project))
            .filter(memberships::role.eq(owner))
            .filter(memberships::user_id.ne(self.user.id))
            .filter(users::deactivated_at.is_null())
            .count()
            .get_result(conn)?;
        if others > 0 {
            return Ok(());
        }
        Err(Error::Conflict(
            "last_owner",
            "A project needs an owner. Make somebody else one first.",
        ))
    }
}

/// Locks the owners' rows. Whoever changes members holds them, so that two owners cannot remove each other;
/// uploads do not wait for it.
pub(super) fn one_at_a_time(conn: &mut PgConnection, project: Uuid) -> QueryResult<Vec<Uuid>> {
    memberships::table
        .filter(memberships::project_id.eq(project))
        .filter(memberships::role.eq(Role::Owner.as_str()))
        .order(memberships::user_id)
        .select(memberships::user_id)
        .for_update()
        .load(conn)
}
