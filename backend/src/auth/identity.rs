//! Who is behind a session: asked of the database at most every few seconds.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;
use uuid::Uuid;

use crate::db::Db;
use crate::error::Error;

use super::model::Session;

/// How long an answer is believed. A revoked session is locked out everywhere within 5 seconds.
const TRUST: Duration = Duration::from_secs(4);
const CAPACITY: u64 = 10_000;

/// The user of a session that stands.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The user's id.
    pub user_id: Uuid,
    /// The user's name.
    pub name: String,
}

/// What was asked lately.
pub struct Identities(Cache<Uuid, Arc<Identity>>);

impl Default for Identities {
    fn default() -> Self {
        Self(
            Cache::builder()
                .max_capacity(CAPACITY)
                .time_to_live(TRUST)
                .build(),
        )
    }
}

impl Identities {
    /// The user behind `session`.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] when the session ended or the user was deactivated.
    pub async fn of(&self, db: &Db, session: Uuid) -> Result<Arc<Identity>, Error> {
        if let Some(identity) = self.0.get(&session) {
            return Ok(identity);
        }
        let identity = db
            .read(move |conn| Session::identity(conn, session))
            .await?
            .ok_or(Error::Unauthorized)?;
        let identity = Arc::new(identity);
        self.0.insert(session, Arc::clone(&identity));
        Ok(identity)
    }

    /// Forgets sessions that just changed.
    pub fn forget(&self, sessions: &[Uuid]) {
        for session in sessions {
            self.0.invalidate(session);
        }
    }
}
