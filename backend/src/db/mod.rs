//! PostgreSQL: a pool, and the only way to use it from async code.
//!
//! Queries block, so they run on threads of their own, exactly as many as there are connections:
//! nobody ever holds a thread while waiting for a connection. A query that waits longer than
//! `QUEUE_TIMEOUT` for its turn is answered 503.

mod announce;
mod listener;
mod manager;
pub mod migrations;
mod tables;

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::dsl::{AsExprOf, now};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel::sql_types::Timestamptz;
use diesel::{Connection as _, IntoSql, RunQueryDsl};

use crate::config::Secret;
use crate::error::Error;
use crate::http::request_id;
use crate::redis::Redis;
use crate::threads::{Threads, Undone};
use manager::{Connection, Manager};

pub use announce::once_committed;
pub use diesel::PgConnection;
pub use listener::listen;
pub use tables::{has_table, is_missing_table};

/// How long a query may wait for a free connection.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(3);

/// How long opening a connection may take before the query is given up.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// A handle to the database; clones share pool and threads.
#[derive(Clone)]
pub struct Db {
    pool: r2d2::Pool<Manager>,
    threads: Arc<Threads>,
    redis: Option<Redis>,
}

impl Db {
    /// Makes a pool of `size` connections, which are opened when they are needed: the
    /// database may be down.
    ///
    /// # Errors
    /// [`Error::Internal`] where the system has no threads to give.
    pub fn new(url: &Secret, size: u32) -> Result<Self, Error> {
        let pool = r2d2::Pool::builder()
            .max_size(size)
            .min_idle(Some(0))
            .test_on_check_out(true) // costs nothing: see `Manager::is_valid`
            .connection_timeout(CONNECT_TIMEOUT)
            .error_handler(Box::new(manager::LogQuietly))
            .build_unchecked(Manager::new(url));
        let threads = Threads::new("database", size as usize, QUEUE_TIMEOUT)?;
        Ok(Self {
            pool,
            threads: Arc::new(threads),
            redis: None,
        })
    }

    /// The same one; what is noted with [`once_committed`] is told by way of Redis.
    #[must_use]
    pub fn telling(self, redis: Option<Redis>) -> Self {
        Self { redis, ..self }
    }

    /// Runs a query that changes nothing. If its connection turns out to be lost, it is tried
    /// once more on a new one.
    ///
    /// # Errors
    /// The query's own, or [`Error::Unavailable`].
    pub async fn read<T, E, F>(&self, query: F) -> Result<T, Error>
    where
        F: Fn(&mut PgConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Into<Error>,
    {
        self.on_a_thread(move |pool| match attempt(pool, &query) {
            Err(Failure::Lost(_)) => attempt(pool, &query),
            answer => answer,
        })
        .await
    }

    /// Runs a query that may change something. It is never repeated.
    ///
    /// # Errors
    /// The query's own, or [`Error::Unavailable`].
    pub async fn write<T, E, F>(&self, query: F) -> Result<T, Error>
    where
        F: FnOnce(&mut PgConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Into<Error>,
    {
        let redis = self.redis.clone();
        self.on_a_thread(move |pool| {
            let (answer, news) = announce::noting(|| attempt(pool, query));
            if let (Ok(_), Some(redis)) = (&answer, redis) {
                news.iter()
                    .for_each(|(channel, message)| redis.announce(*channel, message));
            }
            answer
        })
        .await
    }

    /// Connections that are open, and those of them that are idle.
    pub fn connections(&self) -> (u32, u32) {
        let state = self.pool.state();
        (state.connections, state.idle_connections)
    }

    async fn on_a_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&r2d2::Pool<Manager>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Error> {
        let pool = self.pool.clone();
        let work = request_id::carried(move || work(&pool));
        match self.threads.run(work).await {
            Ok(answer) => answer.map_err(Failure::into_error),
            Err(Undone::Busy) => Err(Error::database_unavailable(&"all connections are busy")),
            Err(Undone::Panicked(panic)) => Err(Error::Internal(panic)),
        }
    }
}

/// Why a query gave no answer.
enum Failure {
    /// The connection is gone: another one may do better.
    Lost(Error),
    /// Everything else.
    Final(Error),
}

impl Failure {
    fn into_error(self) -> Error {
        let (Self::Lost(error) | Self::Final(error)) = self;
        error
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that takes connections, on a blocking thread"
)]
fn attempt<T, E: Into<Error>>(
    pool: &r2d2::Pool<Manager>,
    query: impl FnOnce(&mut PgConnection) -> Result<T, E>,
) -> Result<T, Failure> {
    let mut connection = pool
        .get()
        .map_err(|error| Failure::Final(Error::database_unavailable(&error)))?;
    let error = match query(connection.postgres()) {
        Ok(value) => return Ok(value),
        Err(error) => error.into(),
    };
    if matches!(error, Error::Internal(_) | Error::Unavailable { .. }) && is_lost(&mut connection) {
        connection.give_up();
        return Err(Failure::Lost(Error::database_unavailable(
            &"the connection was lost",
        )));
    }
    Err(Failure::Final(error))
}

/// Asks the server, but only after a query failed for a reason that may be the connection.
fn is_lost(connection: &mut Connection) -> bool {
    use diesel::connection::TransactionManager;
    let connection = connection.postgres();
    <PgConnection as diesel::Connection>::TransactionManager::is_broken_transaction_manager(
        connection,
    ) || diesel::sql_query("SELECT 1").execute(connection).is_err()
}

/// Whether the server gave up because it has too much to do: worth another try. diesel does not hand on the code, so
/// the words count, which are asked for in English.
pub fn is_overload(error: &DieselError) -> bool {
    let DieselError::DatabaseError(kind, information) = error else {
        return false;
    };
    matches!(kind, DatabaseErrorKind::SerializationFailure)
        || information
            .message()
            .starts_with("canceling statement due to")
}

/// The database's clock, which all processes share; intervals can be added to it.
pub fn clock() -> AsExprOf<now, Timestamptz> {
    now.into_sql::<Timestamptz>()
}

/// Opens one connection outside of the pool, with PostgreSQL's own time-outs: for migrations.
///
/// # Errors
/// [`Error::Unavailable`].
pub fn connect(url: &Secret) -> Result<PgConnection, Error> {
    let mut connection = PgConnection::establish(&manager::with_timeouts(url.expose()))
        .map_err(|error| Error::database_unavailable(&error))?;
    connection.batch_execute(manager::IN_ENGLISH)?;
    Ok(connection)
}
