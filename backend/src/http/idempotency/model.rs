//! The table of keys.

use actix_web::http::StatusCode;
use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use uuid::Uuid;

use super::{Answer, Created};
use crate::db::clock;
use crate::error::Error;
use crate::schema::idempotency_keys::{self, dsl};

/// An answer that was given before.
pub struct Saved {
    pub(super) fingerprint: [u8; 32],
    pub(super) status: StatusCode,
    pub(super) location: String,
    pub(super) body: serde_json::Value,
}

/// What a key was found to be.
pub(super) enum Begun {
    Claimed,
    Answered(Saved),
    InFlight,
}

#[derive(Queryable)]
struct Row {
    fingerprint: Option<Vec<u8>>,
    status: Option<i16>,
    location: Option<String>,
    body: Option<serde_json::Value>,
}

const DAY: i32 = 1;
const LEASE_SECONDS: i32 = 60;

/// Claims the key, unless it is answered or in flight. A key that is a day old, or whose claim was
/// left to itself, counts as new.
pub(super) fn begin(
    conn: &mut PgConnection,
    user_id: Uuid,
    key: &str,
    lease: Uuid,
) -> QueryResult<Begun> {
    let abandoned = dsl::status.is_null().and(dsl::leased_until.lt(now));
    let expired = dsl::created_at.lt(clock() - DAY.days());
    let mine = dsl::user_id.eq(user_id).and(dsl::key.eq(key));
    conn.transaction(|conn| {
        diesel::delete(
            dsl::idempotency_keys
                .filter(mine)
                .filter(abandoned.or(expired)),
        )
        .execute(conn)?;
        let claimed = diesel::insert_into(dsl::idempotency_keys)
            .values((
                dsl::user_id.eq(user_id),
                dsl::key.eq(key),
                dsl::lease.eq(lease),
                dsl::leased_until.eq(clock() + LEASE_SECONDS.seconds()),
            ))
            .on_conflict_do_nothing()
            .execute(conn)?;
        if claimed == 1 {
            return Ok(Begun::Claimed);
        }
        let row: Option<Row> = dsl::idempotency_keys
            .filter(mine)
            .select((dsl::fingerprint, dsl::status, dsl::location, dsl::body))
            .first(conn)
            .optional()?;
        Ok(row
            .and_then(Row::saved)
            .map_or(Begun::InFlight, Begun::Answered))
    })
}

impl Row {
    fn saved(self) -> Option<Saved> {
        Some(Saved {
            fingerprint: self.fingerprint?.try_into().ok()?,
            status: StatusCode::from_u16(self.status?.try_into().ok()?).ok()?,
            location: self.location?,
            body: self.body?,
        })
    }
}

pub(super) fn renew(conn: &mut PgConnection, lease: Uuid) -> QueryResult<usize> {
    diesel::update(dsl::idempotency_keys.filter(dsl::lease.eq(lease).and(dsl::status.is_null())))
        .set(dsl::leased_until.eq(clock() + LEASE_SECONDS.seconds()))
        .execute(conn)
}

pub(super) fn release(conn: &mut PgConnection, lease: Uuid) -> QueryResult<usize> {
    diesel::delete(dsl::idempotency_keys.filter(dsl::lease.eq(lease).and(dsl::status.is_null())))
        .execute(conn)
}

impl Answer {
    /// Writes the answer; call it in the transaction that creates `object`.
    ///
    /// # Errors
    /// [`Error::IdempotencyInFlight`] if the lease ended and somebody else claimed the key.
    pub fn save<T: Created>(&self, conn: &mut PgConnection, object: &T) -> Result<(), Error> {
        let body =
            serde_json::to_value(object).map_err(|error| Error::Internal(error.to_string()))?;
        let mine = dsl::user_id
            .eq(self.user_id)
            .and(dsl::key.eq(&self.key))
            .and(dsl::lease.eq(self.lease));
        let saved = diesel::update(idempotency_keys::table.filter(mine))
            .set((
                dsl::fingerprint.eq(self.fingerprint.as_slice()),
                dsl::status.eq(i16::try_from(T::STATUS.as_u16()).unwrap_or(i16::MAX)),
                dsl::location.eq(object.location()),
                dsl::body.eq(body),
            ))
            .execute(conn)?;
        if saved == 1 {
            Ok(())
        } else {
            Err(Error::IdempotencyInFlight)
        }
    }
}

/// Forgets keys that are older than a day; how many.
///
/// # Errors
/// The database's.
pub fn purge(conn: &mut PgConnection) -> QueryResult<usize> {
    diesel::delete(dsl::idempotency_keys.filter(dsl::created_at.lt(clock() - DAY.days())))
        .execute(conn)
}
