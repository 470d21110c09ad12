//! The table of links that may be used once, by whoever reads somebody's mail.

use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use diesel::upsert::excluded;
use uuid::Uuid;

use crate::auth::Purpose;
use crate::db::clock;
use crate::error::Error;
use crate::schema::one_time_links::dsl;
use crate::schema::{one_time_links, users};

/// A link; one for each person and purpose.
pub struct OneTimeLink;

impl OneTimeLink {
    /// Makes the link of a job, in place of an older one; whether it may be sent. Another attempt of the same
    /// job finds its own again and gives it its full time, unless it was used; an overtaken job finds a newer one.
    ///
    /// # Errors
    /// The database's.
    pub fn open(
        conn: &mut PgConnection,
        job: Uuid,
        user: Uuid,
        purpose: Purpose,
    ) -> QueryResult<bool> {
        use diesel::query_dsl::methods::FilterDsl;

        let lifetime = purpose.hours().hours();
        let is_older = one_time_links::id.lt(excluded(dsl::id));
        let is_ours = one_time_links::id
            .eq(excluded(dsl::id))
            .and(one_time_links::used_at.is_null());
        let opened = diesel::insert_into(dsl::one_time_links)
            .values((
                dsl::id.eq(job),
                dsl::user_id.eq(user),
                dsl::purpose.eq(purpose.as_str()),
                dsl::expires_at.eq(clock() + lifetime),
            ))
            .on_conflict(diesel::upsert::on_constraint("one_time_links_one_each"))
            .do_update()
            .set((
                dsl::id.eq(excluded(dsl::id)),
                dsl::created_at.eq(excluded(dsl::created_at)),
                dsl::expires_at.eq(excluded(dsl::expires_at)),
                dsl::used_at.eq(excluded(dsl::used_at)),
            ))
            .filter(is_older.or(is_ours))
            .execute(conn)?;
        Ok(opened == 1)
    }

    /// Whose it is. The person's row is held, too, until the transaction ends.
    ///
    /// # Errors
    /// `link_used`; `link_expired`, also where a newer one was sent.
    pub fn check(conn: &mut PgConnection, id: Uuid, purpose: Purpose) -> Result<Uuid, Error> {
        let link: Option<(Uuid, bool, bool)> = dsl::one_time_links
            .inner_join(users::table)
            .filter(dsl::id.eq(id).and(dsl::purpose.eq(purpose.as_str())))
            .filter(users::deactivated_at.is_null())
            .select((
                dsl::user_id,
                dsl::used_at.is_not_null(),
                dsl::expires_at.gt(now),
            ))
            .for_update()
            .first(conn)
            .optional()?;
        match link {
            Some((user, false, true)) => Ok(user),
            Some((_, true, _)) => Err(Error::Conflict(
                "link_used",
                "This link has been used, or is no longer needed.",
            )),
            _ => Err(Error::Conflict(
                "link_expired",
                "This link has expired, or a newer one was sent.",
            )),
        }
    }

    /// Uses a link up; whose it was. To be called in the transaction of what it was for.
    ///
    /// # Errors
    /// As [`OneTimeLink::check`].
    pub fn take(conn: &mut PgConnection, id: Uuid, purpose: Purpose) -> Result<Uuid, Error> {
        let user = Self::check(conn, id, purpose)?;
        Self::close(conn, user, purpose)?;
        Ok(user)
    }

    /// Ends the link that somebody may have, and that was not used yet.
    ///
    /// # Errors
    /// The database's.
    pub fn close(conn: &mut PgConnection, user: Uuid, purpose: Purpose) -> QueryResult<()> {
        diesel::update(dsl::one_time_links)
            .filter(dsl::user_id.eq(user).and(dsl::purpose.eq(purpose.as_str())))
            .filter(dsl::used_at.is_null())
            .set(dsl::used_at.eq(now))
            .execute(conn)?;
        Ok(())
    }
}
