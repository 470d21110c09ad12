//! One migration at a time, wherever it was started.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Integer};

use crate::error::Error;

/// Arbitrary; the lock ends with the connection, if not before.
const KEY: i64 = 7_118_112_391;

/// How often somebody who waits asks again.
const POLL: Duration = Duration::from_millis(200);

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    is_ours: bool,
}

#[derive(QueryableByName)]
struct Holder {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

/// Does `work` while nobody else migrates.
///
/// # Errors
/// That somebody else still does after `patience`; those of `work`.
pub(super) fn alone<T>(
    connection: &mut PgConnection,
    patience: Duration,
    work: impl FnOnce(&mut PgConnection) -> Result<T, Error>,
) -> Result<T, Error> {
    take(connection, patience)?;
    let done = work(connection);
    // A connection that broke has lost it anyway.
    let _ = sql_query("SELECT pg_advisory_unlock($1)")
        .bind::<BigInt, _>(KEY)
        .execute(connection);
    done
}

/// Asks again and again instead of waiting inside the database: a statement that waits there has a snapshot,
/// for whose end `CREATE INDEX CONCURRENTLY` of the one that holds the lock would wait in turn.
fn take(connection: &mut PgConnection, patience: Duration) -> Result<(), Error> {
    let deadline = Instant::now() + patience;
    while !is_taken(connection)? {
        if Instant::now() >= deadline {
            return Err(Error::Internal(taken_by_another(connection, patience)));
        }
        std::thread::sleep(POLL);
    }
    Ok(())
}

fn is_taken(connection: &mut PgConnection) -> QueryResult<bool> {
    let answer: Answer = sql_query("SELECT pg_try_advisory_lock($1) AS is_ours")
        .bind::<BigInt, _>(KEY)
        .get_result(connection)?;
    Ok(answer.is_ours)
}

fn taken_by_another(connection: &mut PgConnection, patience: Duration) -> String {
    let holder: QueryResult<Holder> = sql_query(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 \
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
         AND (classid::bigint << 32) | objid::bigint = $1",
    )
    .bind::<BigInt, _>(KEY)
    .get_result(connection);
    let by = holder.map_or_else(
        |_| String::new(),
        |holder| format!(" (PostgreSQL's process {})", holder.pid),
    );
    let seconds = patience.as_secs();
    format!(
        "another migration{by} is still running after {seconds} s; nothing was changed, try again when it has ended"
    )
}
