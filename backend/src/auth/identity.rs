//! Who is behind a session: asked of the database at most every few seconds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use moka::sync::Cache;
use uuid::Uuid;

use super::model::Session;
use crate::db::Db;
use crate::error::Error;
use crate::redis::{Channel, News, Redis};

/// How long an answer is believed. A revoked session is locked out everywhere within 5 seconds, also
/// where no instance hears from another.
const TRUST: Duration = Duration::from_secs(4);
const CAPACITY: u64 = 10_000;

/// What was asked lately. With Redis, instances tell each other what no longer holds.
pub struct Identities {
    known: Arc<Known>,
    redis: Option<Redis>,
}

/// Sessions and their users.
struct Known {
    users: Cache<Uuid, Uuid>,
    /// How often something was forgotten.
    forgotten: AtomicU64,
}

impl Identities {
    /// Knows nobody yet.
    pub fn new(redis: Option<Redis>) -> Self {
        let users = Cache::builder().max_capacity(CAPACITY).time_to_live(TRUST);
        let known = Arc::new(Known {
            users: users.build(),
            forgotten: AtomicU64::new(0),
        });
        if let Some(redis) = &redis {
            let known = Arc::clone(&known);
            redis.on(Channel::Sessions, move |news| known.hear(news));
        }
        Self { known, redis }
    }

    /// The id of the user behind `session`.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] when the session ended or the user was deactivated.
    pub async fn of(&self, db: &Db, session: Uuid) -> Result<Uuid, Error> {
        if let Some(user) = self.known.users.get(&session) {
            return Ok(user);
        }
        let before = self.known.forgotten.load(Ordering::SeqCst);
        let user = db.read(move |conn| Session::user(conn, session)).await?;
        let user = user.ok_or(Error::Unauthorized)?;
        self.known.remember(session, user, before);
        Ok(user)
    }

    /// Forgets sessions that just ended, on all instances.
    pub async fn forget(&self, sessions: &[Uuid]) {
        self.known.forget(sessions);
        if let Some(redis) = self.redis.as_ref().filter(|_| !sessions.is_empty()) {
            let ids: Vec<_> = sessions.iter().map(Uuid::to_string).collect();
            redis.publish(Channel::Sessions, &ids.join(" ")).await;
        }
    }
}

impl Known {
    /// What was forgotten since the database was asked may be this very answer, so it is not kept.
    fn remember(&self, session: Uuid, user: Uuid, before: u64) {
        self.users.insert(session, user);
        if self.forgotten.load(Ordering::SeqCst) != before {
            self.users.invalidate(&session);
        }
    }

    fn forget(&self, sessions: &[Uuid]) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        for session in sessions {
            self.users.invalidate(session);
        }
    }

    fn hear(&self, news: News<'_>) {
        match news {
            News::Message(ids) => {
                let ids: Vec<_> = ids.split(' ').filter_map(|id| id.parse().ok()).collect();
                self.forget(&ids);
            }
            News::Missed => {
                self.forgotten.fetch_add(1, Ordering::SeqCst);
                self.users.invalidate_all();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_overtaken_is_not_kept() {
        let (session, user) = (Uuid::now_v7(), Uuid::now_v7());
        let known = Identities::new(None).known;
        let before = known.forgotten.load(Ordering::SeqCst);
        known.hear(News::Message(&session.to_string()));
        known.remember(session, user, before);
        assert_eq!(known.users.get(&session), None);
    }

    #[test]
    fn what_others_ended_is_forgotten_and_nothing_else() {
        let (ended, too, stands) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let known = knowing(&[ended, too, stands]);
        known.hear(News::Message(&format!("{ended} no-id {too}")));
        let seen = [ended, too, stands].map(|session| known.users.contains_key(&session));
        assert_eq!(seen, [false, false, true]);
    }

    #[test]
    fn after_a_gap_nothing_is_believed() {
        let session = Uuid::now_v7();
        let known = knowing(&[session]);
        known.hear(News::Missed);
        assert_eq!(known.users.get(&session), None);
    }

    fn knowing(sessions: &[Uuid]) -> Arc<Known> {
        let known = Identities::new(None).known;
        for session in sessions {
            known.remember(*session, Uuid::now_v7(), 0);
        }
        known
    }
}
