//! Forgetting jobs that ended long ago.

use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use uuid::Uuid;

use super::super::State;
use crate::db::clock;
use crate::schema::{jobs, workers};

/// Rows that one transaction takes care of, at most: so many to forget, and so many that lose their results.
const AT_ONCE: i64 = 1000;

/// For how many days jobs and workers are kept.
pub(in crate::jobs) struct Retention {
    pub(in crate::jobs) finished: i32,
    pub(in crate::jobs) dead: i32,
    pub(in crate::jobs) workers: i32,
}

/// Forgets some of what is old enough. The answer has the results' objects that nobody needs any more,
/// and whether there may be more to forget.
pub(in crate::jobs) fn forget(
    conn: &mut PgConnection,
    keep: &Retention,
) -> QueryResult<(Vec<Uuid>, bool)> {
    conn.transaction(|conn| {
        let silent = workers::heartbeat_at.lt(clock() - keep.workers.days());
        diesel::delete(workers::table.filter(silent)).execute(conn)?;
        let mut objects = expired(conn)?;
        let old = old(conn, keep)?;
        let most = usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        let more = objects.len() >= most || old.len() >= most;
        let gone: Vec<Option<Uuid>> = diesel::delete(jobs::table.filter(jobs::id.eq_any(old)))
            .returning(jobs::result_object)
            .get_results(conn)?;
        objects.extend(gone.into_iter().flatten());
        Ok((objects, more))
    })
}

/// Who had what made, and where: what `job` was the last of.
pub(super) struct Series<'a> {
    pub(super) job: Uuid,
    pub(super) kind: &'a str,
    pub(super) user: Uuid,
    pub(super) project: Uuid,
}

/// Lets the results of the others in a series expire.
pub(super) fn expire_others(conn: &mut PgConnection, series: &Series<'_>) -> QueryResult<()> {
    diesel::update(jobs::table)
        .filter(jobs::project_id.eq(series.project))
        .filter(jobs::user_id.eq(series.user))
        .filter(jobs::kind.eq(series.kind))
        .filter(jobs::id.ne(series.job))
        .filter(jobs::result_expires_at.gt(now))
        .set(jobs::result_expires_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// The row is told first: a crash leaves an object that nobody knows, for the sweep.
fn expired(conn: &mut PgConnection) -> QueryResult<Vec<Uuid>> {
    let rows: Vec<(Uuid, Uuid)> = jobs::table
        .filter(jobs::result_object.is_not_null())
        .filter(jobs::result_expires_at.lt(now))
        .select((jobs::id, jobs::result_object.assume_not_null()))
        .limit(AT_ONCE)
        .for_update()
        .skip_locked()
        .load(conn)?;
    let (ids, objects): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    diesel::update(jobs::table.filter(jobs::id.eq_any(ids)))
        .set(jobs::result_object.eq(None::<Uuid>))
        .execute(conn)?;
    Ok(objects)
}

fn old(conn: &mut PgConnection, keep: &Retention) -> QueryResult<Vec<Uuid>> {
    let dead = jobs::state.eq(State::Dead.as_str());
    let finished = jobs::state.ne(State::Dead.as_str());
    let since = |days: i32| jobs::finished_at.lt((clock() - days.days()).nullable());
    jobs::table
        .filter(
            finished
                .and(since(keep.finished))
                .or(dead.and(since(keep.dead)))
                .assume_not_null(),
        )
        .select(jobs::id)
        .limit(AT_ONCE)
        .for_update()
        .skip_locked()
        .load(conn)
}
