//! The table of sessions: one row a device.

use std::collections::HashSet;

use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use uuid::Uuid;

use crate::db::clock;
use crate::schema::sessions::dsl;
use crate::schema::{sessions, users};

/// How long a session lasts without being used, in days.
pub const SESSION_DAYS: i32 = 14;

/// How long a renewed key's predecessor is still accepted, in seconds: for the other tab's request.
const OLD_KEY_SECONDS: i32 = 30;

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// The session's id, in every token that comes from it.
    pub id: Uuid,
    /// Whose it is.
    pub user_id: Uuid,
    /// The SHA-256 of the key in use; none while it is being replaced.
    pub key_hash: Option<Vec<u8>>,
    /// Whether the key must be replaced at the next use.
    pub renew_key: bool,
}

impl Session {
    /// The session that a cookie's key, hashed, points to.
    ///
    /// # Errors
    /// The database's.
    pub fn find(conn: &mut PgConnection, key_hash: &[u8]) -> QueryResult<Option<Self>> {
        let current = dsl::key_hash.eq(key_hash);
        let replaced = dsl::old_key_hash
            .eq(key_hash)
            .and(dsl::old_key_until.gt(now));
        dsl::sessions
            .filter(
                current
                    .or(replaced)
                    .assume_not_null()
                    .and(dsl::expires_at.gt(now)),
            )
            .select(Self::as_select())
            .first(conn)
            .optional()
    }

    /// Begins a session.
    ///
    /// # Errors
    /// The database's.
    pub fn begin(
        conn: &mut PgConnection,
        id: Uuid,
        user_id: Uuid,
        key_hash: &[u8],
    ) -> QueryResult<usize> {
        diesel::insert_into(sessions::table)
            .values((
                dsl::id.eq(id),
                dsl::user_id.eq(user_id),
                dsl::key_hash.eq(key_hash),
                dsl::expires_at.eq(clock() + SESSION_DAYS.days()),
            ))
            .execute(conn)
    }

    /// Gives a session another key. One that has ended meanwhile stays ended.
    ///
    /// # Errors
    /// The database's.
    pub fn renew(conn: &mut PgConnection, id: Uuid, key_hash: &[u8]) -> QueryResult<usize> {
        diesel::update(dsl::sessions.find(id))
            .set((dsl::key_hash.eq(key_hash), dsl::renew_key.eq(false)))
            .execute(conn)
    }

    /// Takes the key out of use where it must be replaced: it is good for some seconds more, and its
    /// session for no longer unless it is given another. False where somebody else did so first.
    ///
    /// # Errors
    /// The database's.
    pub fn retire_key(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
        diesel::update(dsl::sessions.filter(dsl::id.eq(id).and(dsl::renew_key)))
            .set((
                dsl::old_key_hash.eq(dsl::key_hash),
                dsl::old_key_until.eq((clock() + OLD_KEY_SECONDS.seconds()).nullable()),
                dsl::key_hash.eq(None::<Vec<u8>>),
                dsl::renew_key.eq(false),
            ))
            .execute(conn)
            .map(|retired| retired > 0)
    }

    /// The user of a session that stands.
    ///
    /// # Errors
    /// The database's.
    pub fn user(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Uuid>> {
        sessions::table
            .inner_join(users::table)
            .filter(dsl::id.eq(id).and(dsl::expires_at.gt(now)))
            .filter(users::deactivated_at.is_null())
            .select(users::id)
            .first(conn)
            .optional()
    }

    /// Those of some sessions that have ended, or whose user was deactivated.
    ///
    /// # Errors
    /// The database's.
    pub fn ended(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Uuid>> {
        let standing: Vec<Uuid> = sessions::table
            .inner_join(users::table)
            .filter(dsl::id.eq_any(ids).and(dsl::expires_at.gt(now)))
            .filter(users::deactivated_at.is_null())
            .select(dsl::id)
            .load(conn)?;
        let standing: HashSet<Uuid> = standing.into_iter().collect();
        let ended = ids.iter().filter(|id| !standing.contains(id));
        Ok(ended.copied().collect())
    }

    /// Notes that the session is in use, which prolongs it.
    ///
    /// # Errors
    /// The database's.
    pub fn touch(conn: &mut PgConnection, key_hash: &[u8]) -> QueryResult<usize> {
        diesel::update(dsl::sessions.filter(dsl::key_hash.eq(key_hash)))
            .set((
                dsl::last_seen_at.eq(now),
                dsl::expires_at.eq(clock() + SESSION_DAYS.days()),
            ))
            .execute(conn)
    }

    /// Ends a session at once.
    ///
    /// # Errors
    /// The database's.
    pub fn end(conn: &mut PgConnection, id: Uuid) -> QueryResult<usize> {
        diesel::delete(dsl::sessions.find(id)).execute(conn)
    }

    /// Ends all sessions of a user but one, whose key is replaced at its next use; which they were.
    ///
    /// # Errors
    /// The database's.
    pub fn end_others(
        conn: &mut PgConnection,
        user_id: Uuid,
        kept: Uuid,
    ) -> QueryResult<Vec<Uuid>> {
        diesel::update(dsl::sessions.find(kept))
            .set(dsl::renew_key.eq(true))
            .execute(conn)?;
        diesel::delete(dsl::sessions.filter(dsl::user_id.eq(user_id).and(dsl::id.ne(kept))))
            .returning(dsl::id)
            .get_results(conn)
    }

    /// Removes what has ended by itself; how many.
    ///
    /// # Errors
    /// The database's.
    pub fn purge(conn: &mut PgConnection) -> QueryResult<usize> {
        let keyless = dsl::key_hash
            .is_null()
            .and(dsl::old_key_until.lt(now))
            .assume_not_null();
        diesel::delete(dsl::sessions.filter(dsl::expires_at.lt(now).or(keyless))).execute(conn)
    }
}
