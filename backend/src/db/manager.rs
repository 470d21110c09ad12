//! Opens connections for the pool and knows which of them are worth keeping.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, ConnectionError, PgConnection};

use crate::config::Secret;

/// What each pooled connection is told first. Longer work brings a connection of its own.
const LIMITS: &str = "SET statement_timeout = '10s'; SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '30s'";

/// Messages are asked for in English, because some of them are recognised. Only a superuser may, or whom one allowed
/// it: anybody else hears the language that the server is set to.
pub(super) const IN_ENGLISH: &str =
    "DO $$ BEGIN SET lc_messages = 'C'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$";

/// Counts how often a connection was lost. A connection remembers the count of its birth; an older
/// one than the last loss went to a server that is probably gone, and is not handed out again.
type Losses = Arc<AtomicU64>;

pub(super) struct Manager {
    url: String,
    losses: Losses,
}

pub(super) struct Connection {
    postgres: PgConnection,
    born: u64,
    losses: Losses,
}

impl Manager {
    pub(super) fn new(url: &Secret) -> Self {
        Self {
            url: with_timeouts(url.expose()),
            losses: Losses::default(),
        }
    }
}

impl Connection {
    pub(super) fn postgres(&mut self) -> &mut PgConnection {
        &mut self.postgres
    }

    /// Declares this connection, and all that are as old, lost.
    pub(super) fn give_up(&mut self) {
        // Only the first of those that notice the same loss counts it.
        let _ = self.losses.compare_exchange(
            self.born,
            self.born + 1,
            Ordering::AcqRel,
            Ordering::Acquire,
        );
    }

    fn is_current(&self) -> bool {
        self.born == self.losses.load(Ordering::Acquire)
    }
}

/// Why a connection is not handed out.
#[derive(Debug, thiserror::Error)]
pub(super) enum ManagerError {
    #[error("{0}")]
    Connect(#[from] ConnectionError),
    #[error("{0}")]
    Prepare(#[from] diesel::result::Error),
    #[error("the connection is older than the last loss")]
    Outdated,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Connection;
    type Error = ManagerError;

    fn connect(&self) -> Result<Connection, ManagerError> {
        let born = self.losses.load(Ordering::Acquire);
        let mut postgres = PgConnection::establish(&self.url)?;
        postgres.batch_execute(LIMITS)?;
        postgres.batch_execute(IN_ENGLISH)?;
        Ok(Connection {
            postgres,
            born,
            losses: Arc::clone(&self.losses),
        })
    }

    /// Compares two numbers; a round trip for each query would cost more than it finds.
    fn is_valid(&self, connection: &mut Connection) -> Result<(), ManagerError> {
        if connection.is_current() {
            Ok(())
        } else {
            Err(ManagerError::Outdated)
        }
    }

    fn has_broken(&self, connection: &mut Connection) -> bool {
        use diesel::connection::TransactionManager;
        type Transactions = <PgConnection as diesel::Connection>::TransactionManager;
        !connection.is_current()
            || Transactions::is_broken_transaction_manager(&mut connection.postgres)
    }
}

/// r2d2 reports each failed try; the query that needed the connection reports it too, once.
#[derive(Debug)]
pub(super) struct LogQuietly;

impl r2d2::HandleError<ManagerError> for LogQuietly {
    fn handle_error(&self, error: ManagerError) {
        log::debug!("no database connection: {error}");
    }
}

/// Lets libpq notice a dead network; without these a dropped packet can hold a query for minutes.
pub(super) fn with_timeouts(url: &str) -> String {
    const TIMEOUTS: &str = "connect_timeout=5&keepalives_idle=30&keepalives_interval=10&keepalives_count=3&tcp_user_timeout=30000";
    if !url.contains("://") {
        return format!("{url} {}", TIMEOUTS.replace('&', " "));
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}{TIMEOUTS}")
}
