//! Who is behind a session: asked of the database at most every few seconds.

use std::time::Duration;

use moka::sync::Cache;
use uuid::Uuid;

use super::model::Session;
use crate::db::Db;
use crate::error::Error;

/// How long an answer is believed. A revoked session is locked out everywhere within 5 seconds.
const TRUST: Duration = Duration::from_secs(4);
const CAPACITY: u64 = 10_000;

/// What was asked lately: sessions and their users.
pub struct Identities(Cache<Uuid, Uuid>);

impl Default for Identities {
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(CAPACITY).time_to_live(TRUST);
        Self(cache.build())
    }
}

impl Identities {
    /// The id of the user behind `session`.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] when the session ended or the user was deactivated.
    pub async fn of(&self, db: &Db, session: Uuid) -> Result<Uuid, Error> {
        if let Some(user) = self.0.get(&session) {
            return Ok(user);
        }
        let user = db.read(move |conn| Session::user(conn, session)).await?;
        let user = user.ok_or(Error::Unauthorized)?;
        self.0.insert(session, user);
        Ok(user)
    }

    /// Forgets sessions that just ended.
    pub fn forget(&self, sessions: &[Uuid]) {
        for session in sessions {
            self.0.invalidate(session);
        }
    }
}
