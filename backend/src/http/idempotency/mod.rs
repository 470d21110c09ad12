//! `Idempotency-Key`: a creation that is repeated, because its answer was lost, creates nothing twice.
//!
//! The key belongs to a user for 24 hours. The first request claims it under a lease that is renewed
//! while it runs; its answer is written in the transaction that creates. A repeat is answered from there.

mod model;

use std::future::Future;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::Serialize;
use tokio::runtime::Handle;
use uuid::Uuid;

pub use model::{Saved, purge};

use super::text::MAX_IDEMPOTENCY_KEY;
use crate::app::App;
use crate::db::Db;
use crate::error::Error;
use model::Begun;

/// How often a running request renews its lease; the lease is three times as long.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// The header of a request, where there is one.
pub struct IdempotencyKey(pub Option<String>);

/// Something that was created, as its creator is told.
pub trait Created: Serialize {
    /// What the creation is answered with.
    const STATUS: StatusCode = StatusCode::CREATED;

    /// The address of the new object.
    fn location(&self) -> String;
}

/// The right to answer under a key, until the answer is written or this is dropped.
pub struct Claim {
    user_id: Uuid,
    key: String,
    lease: Uuid,
    db: Db,
    heartbeat: tokio::task::JoinHandle<()>,
    open: bool,
}

/// What a creation needs to know to write its answer: goes into the model's transaction.
#[derive(Clone)]
pub struct Answer {
    user_id: Uuid,
    key: String,
    lease: Uuid,
    fingerprint: [u8; 32],
}

/// How a request with a key begins.
pub enum Start {
    /// There is no key, or it is new: go on, and write the answer with the claim.
    Fresh(Option<Claim>),
    /// It was answered before.
    Repeat(Saved),
}

/// Looks the key up, and claims it if it is new.
///
/// # Errors
/// [`Error::IdempotencyInFlight`] while the first request runs.
pub async fn begin(app: &App, user_id: Uuid, key: IdempotencyKey) -> Result<Start, Error> {
    let Some(key) = key.0 else {
        return Ok(Start::Fresh(None));
    };
    let lease = Uuid::now_v7();
    let wanted = key.clone();
    match app
        .db
        .write(move |conn| model::begin(conn, user_id, &wanted, lease))
        .await?
    {
        Begun::Claimed => Ok(Start::Fresh(Some(Claim::new(
            app.db.clone(),
            user_id,
            key,
            lease,
        )))),
        Begun::Answered(saved) => Ok(Start::Repeat(saved)),
        Begun::InFlight => Err(Error::IdempotencyInFlight),
    }
}

/// Creates once: `make` gets the answer to write, and is not called for a repeat.
///
/// # Errors
/// Those of `make`; [`Error::IdempotencyKeyReused`], [`Error::IdempotencyInFlight`].
pub async fn once<T, F>(
    app: &App,
    user_id: Uuid,
    key: IdempotencyKey,
    fingerprint: [u8; 32],
    make: impl FnOnce(Option<Answer>) -> F,
) -> Result<HttpResponse, Error>
where
    T: Created,
    F: Future<Output = Result<T, Error>>,
{
    match begin(app, user_id, key).await? {
        Start::Repeat(saved) => saved.replay(fingerprint),
        Start::Fresh(claim) => {
            let answer = claim.as_ref().map(|claim| claim.answer(fingerprint));
            let made = make(answer).await;
            Ok(created(&settle(claim, made).await?))
        }
    }
}

/// The object and its address, with its status.
pub fn created<T: Created>(object: &T) -> HttpResponse {
    HttpResponse::build(T::STATUS)
        .insert_header((header::LOCATION, object.location()))
        .json(object)
}

impl Claim {
    fn new(db: Db, user_id: Uuid, key: String, lease: Uuid) -> Self {
        let heartbeat = tokio::spawn(renew(db.clone(), lease));
        Self {
            user_id,
            key,
            lease,
            db,
            heartbeat,
            open: true,
        }
    }

    /// What the transaction that creates has to write.
    pub fn answer(&self, fingerprint: [u8; 32]) -> Answer {
        Answer {
            user_id: self.user_id,
            key: self.key.clone(),
            lease: self.lease,
            fingerprint,
        }
    }
}

/// Ends a claim with its request: kept where something was created, given back where nothing was, so
/// that the client may try again at once.
///
/// # Errors
/// Those of `made`.
pub async fn settle<T>(claim: Option<Claim>, made: Result<T, Error>) -> Result<T, Error> {
    if let Some(mut claim) = claim {
        claim.open = false;
        if made.is_err() {
            release(claim.db.clone(), claim.lease).await;
        }
    }
    made
}

/// A request that was broken off gives its claim back too, unless the process ends with it: then the
/// lease does.
impl Drop for Claim {
    fn drop(&mut self) {
        self.heartbeat.abort();
        if let (true, Ok(runtime)) = (self.open, Handle::try_current()) {
            runtime.spawn(release(self.db.clone(), self.lease));
        }
    }
}

async fn release(db: Db, lease: Uuid) {
    if let Err(error) = db.write(move |conn| model::release(conn, lease)).await {
        log::warn!("an Idempotency-Key stays claimed until its lease ends: {error}");
    }
}

async fn renew(db: Db, lease: Uuid) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        if let Err(error) = db.write(move |conn| model::renew(conn, lease)).await {
            log::warn!("the lease of an Idempotency-Key was not renewed: {error}");
        }
    }
}

impl Saved {
    /// The first answer once more, if the request is the same.
    ///
    /// # Errors
    /// [`Error::IdempotencyKeyReused`].
    pub fn replay(self, fingerprint: [u8; 32]) -> Result<HttpResponse, Error> {
        if self.fingerprint != fingerprint {
            return Err(Error::IdempotencyKeyReused);
        }
        Ok(HttpResponse::build(self.status)
            .insert_header((header::LOCATION, self.location))
            .insert_header((HeaderName::from_static("idempotency-replayed"), "true"))
            .json(self.body))
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get("idempotency-key") else {
            return std::future::ready(Ok(Self(None)));
        };
        let key = value.to_str().unwrap_or_default();
        let is_printable = key.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        let fits = is_printable && (1..=MAX_IDEMPOTENCY_KEY).contains(&key.len());
        std::future::ready(if fits {
            Ok(Self(Some(key.to_owned())))
        } else {
            Err(unfit())
        })
    }
}

fn unfit() -> Error {
    let message = format!("1 to {MAX_IDEMPOTENCY_KEY} printable ASCII characters.");
    Error::field("Idempotency-Key", "malformed", message)
}
