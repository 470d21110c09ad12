//! What a running process is made of: the same for servers and workers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::auth::{Hashing, Identities, Throttles, Tokens, Vault};
use crate::config::Config;
use crate::db::Db;
use crate::error::Error;
use crate::events::{Events, Limits};
use crate::jobs::Kinds;
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::redis::Redis;
use crate::renditions::Renderer;
use crate::reports::Typesetter;
use crate::storage::Storage;
use crate::threads::Threads;
use crate::webhooks::{Courier, Reach};

/// How long a piece of an archive may wait for its turn. Each takes milliseconds.
const ARCHIVING_PATIENCE: Duration = Duration::from_secs(60);

/// How long a search may wait for a thread that looks through texts.
const SEARCHING_PATIENCE: Duration = Duration::from_secs(10);

/// Everything that handlers borrow. One per process, shared through `web::Data`.
pub struct App {
    /// The configuration in force.
    pub config: Config,
    /// PostgreSQL: the truth.
    pub db: Db,
    /// The documents' bytes.
    pub storage: Storage,
    /// What instances share, where there are several.
    pub redis: Option<Redis>,
    /// Signs and verifies tokens.
    pub tokens: Tokens,
    /// Seals what must be read again.
    pub vault: Vault,
    /// Hashes passwords, on few threads.
    pub hashing: Hashing,
    /// Who is behind a session, remembered for seconds.
    pub identities: Identities,
    /// Counts failed sign-ins and registrations.
    pub throttles: Throttles,
    /// Looks into documents, in children of this process.
    pub renderer: Renderer,
    /// Makes reports, in children of this process too.
    pub typesetter: Typesetter,
    /// How many of those may run at once: as many as there are processors, because each may take half a
    /// gigabyte. Whoever asks for one holds a permit.
    pub rendering: Semaphore,
    /// Carries messages to other people's servers.
    pub courier: Courier,
    /// Compresses archives, a piece at a time.
    pub archiving: Threads,
    /// Looks through the texts that a search has found.
    pub searching: Threads,
    /// Who is told of what happens.
    pub events: Arc<Events>,
    /// The way out for mail; only jobs use it.
    pub mailer: Mailer,
    /// The kinds of jobs that this process knows.
    pub kinds: Kinds,
    /// What `/metrics` shows.
    pub metrics: Metrics,
    draining: AtomicBool,
}

impl App {
    /// Puts the parts together. Opens no connection: database, storage and Redis may be down.
    ///
    /// # Errors
    /// Settings of storage or Redis that can never work; no threads to be had.
    pub fn new(config: Config) -> Result<Self, Error> {
        Self::with_kinds(config, Kinds::ours())
    }

    /// The same, with other kinds of jobs than ours.
    ///
    /// # Errors
    /// As [`App::new`].
    pub fn with_kinds(config: Config, kinds: Kinds) -> Result<Self, Error> {
        install_cryptography();
        let redis = Redis::from_config(&config)?;
        let processors = available_parallelism().map_or(1, usize::from);
        let db = Db::new(&config.database_url, config.database_pool_size)?.telling(redis.clone());
        Ok(Self {
            storage: Storage::from_config(&config.storage, db.clone())?,
            tokens: Tokens::new(&config.secret_keys),
            vault: Vault::new(&config.secret_keys)?,
            hashing: Hashing::new(config.bcrypt_cost)?,
            identities: Identities::new(redis.clone()),
            throttles: Throttles::new(config.environment, redis.clone()),
            renderer: Renderer::of_this_binary()
                .map_err(|error| Error::Internal(error.to_string()))?,
            typesetter: Typesetter::of_this_binary(&config.fonts_dir)
                .map_err(|error| Error::Internal(error.to_string()))?,
            rendering: Semaphore::new(processors),
            archiving: Threads::new("archiving", processors, ARCHIVING_PATIENCE)?,
            searching: Threads::new("searching", processors, SEARCHING_PATIENCE)?,
            courier: Courier::new(Reach::new(config.webhook_allowed_networks.clone())),
            events: Events::new(Limits::default(), redis.as_ref()),
            mailer: Mailer::new(
                &config.mail,
                config.public_url.host_str().unwrap_or_default(),
            )?,
            kinds,
            metrics: Metrics::new(redis.is_some()),
            redis,
            draining: AtomicBool::new(false),
            db,
            config,
        })
    }

    /// Waits until one more child may look into documents or set a page.
    ///
    /// # Errors
    /// None that is to be expected.
    pub async fn turn_to_render(&self) -> Result<SemaphorePermit<'_>, Error> {
        let turn = self.rendering.acquire().await;
        turn.map_err(|closed| Error::Internal(closed.to_string()))
    }

    /// Asks for no further traffic: readiness is red from now on, answers close their connections, and event
    /// streams end, so that their clients come back elsewhere.
    pub fn start_draining(&self) {
        self.draining.store(true, Ordering::Relaxed);
        self.events.close();
    }

    /// Whether this process is about to end.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}

/// TLS is rustls with ring, tokens are HMAC; both want to be told once per process.
fn install_cryptography() {
    // An error means that it was done before, as by another test in the same process.
    let _ = rustls::crypto::ring::default_provider().install_default();
    crate::auth::hmac::install();
}
