//! What is done now and then: ends that nobody wrote down, deliveries of long ago, secrets under old keys.

use diesel::dsl::{IntervalDsl, exists, not, now};
use diesel::prelude::*;
use uuid::Uuid;

use super::delivery::{FAILED, PENDING};
use crate::auth::Vault;
use crate::db::clock;
use crate::error::Error;
use crate::schema::{jobs, webhook_deliveries, webhooks};
use crate::webhooks::secret::SigningSecret;

diesel::define_sql_function! {
    /// Bytes out of the middle.
    fn substr(bytes: diesel::sql_types::Bytea, from: diesel::sql_types::Integer, count: diesel::sql_types::Integer) -> diesel::sql_types::Bytea;
}

/// For how many days deliveries are kept once they are over.
const KEEP_DAYS: i32 = 30;

/// Rows that one transaction removes, at most.
const AT_ONCE: i64 = 1000;

/// Tidies up; whether there may be more to do.
///
/// # Errors
/// The database's.
pub fn tidy(conn: &mut PgConnection, vault: &Vault) -> Result<bool, Error> {
    conn.transaction(|conn| {
        forget_old_secrets(conn)?;
        seal_anew(conn, vault)?;
        close_abandoned(conn)?;
        let removed = remove_old(conn)?;
        Ok(removed >= usize::try_from(AT_ONCE).unwrap_or(usize::MAX))
    })
}

fn forget_old_secrets(conn: &mut PgConnection) -> QueryResult<usize> {
    diesel::update(webhooks::table)
        .filter(webhooks::old_secret_until.le(clock().nullable()))
        .set((
            webhooks::old_secret.eq(None::<Vec<u8>>),
            webhooks::old_secret_until.eq(None::<chrono::DateTime<chrono::Utc>>),
        ))
        .execute(conn)
}

/// A key can be taken out of the ring once nothing is sealed with it any more.
fn seal_anew(conn: &mut PgConnection, vault: &Vault) -> Result<(), Error> {
    let prefix = vault.current_prefix();
    let length = i32::try_from(prefix.len()).unwrap_or(i32::MAX);
    let is_old = substr(webhooks::secret, 1, length).ne(prefix);
    let is_old_one_old = substr(webhooks::old_secret.assume_not_null(), 1, length).ne(prefix);
    let rows: Vec<(Uuid, Vec<u8>, Option<Vec<u8>>)> = webhooks::table
        .filter(is_old.or(webhooks::old_secret.is_not_null().and(is_old_one_old)))
        .select((webhooks::id, webhooks::secret, webhooks::old_secret))
        .limit(AT_ONCE)
        .for_no_key_update()
        .skip_locked()
        .load(conn)?;
    for (id, secret, old) in rows {
        let again = |sealed: &Vec<u8>| SigningSecret::opened(sealed, vault, id)?.sealed(vault, id);
        let (secret, old) = match (again(&secret), old.as_ref().map(again).transpose()) {
            (Ok(secret), Ok(old)) => (secret, old),
            (Err(error), _) | (_, Err(error)) => {
                log::error!(webhook:% = id, cause = error.cause(); "a webhook's secret is lost");
                continue;
            }
        };
        diesel::update(webhooks::table.find(id))
            .set((webhooks::secret.eq(secret), webhooks::old_secret.eq(old)))
            .execute(conn)?;
    }
    Ok(())
}

/// A job that ended without a word, as when its workers were killed each time, leaves its delivery pending.
fn close_abandoned(conn: &mut PgConnection) -> QueryResult<usize> {
    let lives = jobs::table
        .filter(jobs::id.eq(webhook_deliveries::job_id))
        .filter(jobs::state.eq_any(["queued", "running"]));
    diesel::update(webhook_deliveries::table)
        .filter(webhook_deliveries::state.eq(PENDING))
        .filter(not(exists(lives)))
        .set((
            webhook_deliveries::state.eq(FAILED),
            webhook_deliveries::finished_at.eq(now),
        ))
        .execute(conn)
}

fn remove_old(conn: &mut PgConnection) -> QueryResult<usize> {
    let old: Vec<Uuid> = webhook_deliveries::table
        .filter(webhook_deliveries::finished_at.lt((clock() - KEEP_DAYS.days()).nullable()))
        .select(webhook_deliveries::id)
        .limit(AT_ONCE)
        .for_update()
        .skip_locked()
        .load(conn)?;
    diesel::delete(webhook_deliveries::table.filter(webhook_deliveries::id.eq_any(old)))
        .execute(conn)
}
