//! actix-session's store, in PostgreSQL: it keeps hashes of keys, so that a copy of the table signs nobody in.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration;
use actix_web::web;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::App;
use crate::auth::model::Session;
use crate::error::Error;

/// The session's id in actix-session's state.
pub const SESSION_ID: &str = "session_id";
/// The user's id in actix-session's state.
pub const USER_ID: &str = "user_id";
/// Set where the key should be replaced.
pub const RENEW: &str = "renew";
/// Set where the cookie's key was replaced a moment ago.
pub const REPLACED: &str = "replaced";

/// Bytes of randomness in a key.
const KEY_BYTES: usize = 32;

/// Sessions as rows.
pub struct PostgresStore(pub web::Data<App>);

type State = HashMap<String, String>;

impl SessionStore for PostgresStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        let hash = hash(key);
        let wanted = hash.clone();
        let session = self
            .0
            .db
            .read(move |conn| Session::find(conn, &wanted))
            .await
            .map_err(|error| LoadError::Other(told(error)))?;
        Ok(session.map(|session| state(&session, &hash)))
    }

    async fn save(&self, state: State, _: &Duration) -> Result<SessionKey, SaveError> {
        let other = |error: anyhow::Error| SaveError::Other(error);
        let (id, user) =
            ids(&state).ok_or_else(|| other(anyhow::anyhow!("a session without a user")))?;
        let renewal = state.contains_key(RENEW);
        let key = new_key().map_err(other)?;
        let hash = hash(&key);
        self.0
            .db
            .write(move |conn| match renewal {
                true => Session::renew(conn, id, &hash),
                false => Session::begin(conn, id, user, &hash),
            })
            .await
            .map_err(|error| other(told(error)))?;
        Ok(key)
    }

    /// The state never changes under a key, so this is how a session is prolonged: who signs in again
    /// gets another session.
    async fn update(
        &self,
        key: SessionKey,
        _: State,
        lifetime: &Duration,
    ) -> Result<SessionKey, UpdateError> {
        let touched = self.update_ttl(&key, lifetime).await;
        touched.map(|()| key).map_err(UpdateError::Other)
    }

    async fn update_ttl(&self, key: &SessionKey, _: &Duration) -> Result<(), anyhow::Error> {
        let hash = hash(key);
        self.0
            .db
            .write(move |conn| Session::touch(conn, &hash))
            .await
            .map_err(told)?;
        Ok(())
    }

    /// The handlers end the session, or retire its key, before they let go of the cookie.
    async fn delete(&self, _: &SessionKey) -> Result<(), anyhow::Error> {
        Ok(())
    }
}

/// Logs the cause here, because actix-session hides it from whoever makes the answer.
fn told(error: Error) -> anyhow::Error {
    log::error!("the session store failed: {error:?}");
    error.into()
}

fn state(session: &Session, hash: &[u8]) -> State {
    // actix-session keeps JSON texts.
    let mut state = State::from([
        (SESSION_ID.to_owned(), format!("\"{}\"", session.id)),
        (USER_ID.to_owned(), format!("\"{}\"", session.user_id)),
    ]);
    if session.key_hash.as_deref() != Some(hash) {
        state.insert(REPLACED.to_owned(), "true".to_owned());
    } else if session.renew_key {
        state.insert(RENEW.to_owned(), "true".to_owned());
    }
    state
}

fn ids(state: &State) -> Option<(Uuid, Uuid)> {
    let id = |name| state.get(name)?.trim_matches('"').parse().ok();
    Some((id(SESSION_ID)?, id(USER_ID)?))
}

fn hash(key: &SessionKey) -> Vec<u8> {
    Sha256::digest(key.as_ref()).to_vec()
}

fn new_key() -> Result<SessionKey, anyhow::Error> {
    let mut bytes = [0; KEY_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(SessionKey::try_from(URL_SAFE_NO_PAD.encode(bytes))?)
}
