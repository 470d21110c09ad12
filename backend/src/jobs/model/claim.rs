//! Taking jobs from the queue.

use diesel::dsl::{IntervalDsl, now};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::super::State;
use super::is;
use super::lease::LEASE;
use crate::db::clock;
use crate::schema::jobs::{self, dsl};

diesel::define_sql_function! {
    /// A new random id for each row.
    fn gen_random_uuid() -> diesel::sql_types::Uuid;
}

/// What a worker has room for.
pub(in crate::jobs) struct Wanted {
    pub(in crate::jobs) worker: Uuid,
    /// Kinds that wait for others' servers, and how many of these at most.
    pub(in crate::jobs) patient: Vec<&'static str>,
    pub(in crate::jobs) patient_room: usize,
    /// All other kinds.
    pub(in crate::jobs) busy: Vec<&'static str>,
    pub(in crate::jobs) room: usize,
}

/// A job that is this worker's while its lease lasts.
#[derive(Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub(in crate::jobs) struct Claimed {
    pub(in crate::jobs) id: Uuid,
    pub(in crate::jobs) kind: String,
    pub(in crate::jobs) payload: Value,
    pub(in crate::jobs) attempts: i32,
    #[diesel(select_expression = dsl::lease.assume_not_null())]
    pub(in crate::jobs) lease: Uuid,
    pub(in crate::jobs) user_id: Option<Uuid>,
    pub(in crate::jobs) project_id: Option<Uuid>,
}

/// Claims what is due, the most urgent and then the oldest first. What another worker is claiming at the
/// same moment is passed over, so that nobody waits for anybody.
pub(super) fn claim(conn: &mut PgConnection, wanted: &Wanted) -> QueryResult<Vec<Claimed>> {
    let due = wanted.choose(conn)?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(dsl::jobs.filter(dsl::id.eq_any(due)))
        .set((
            dsl::state.eq(State::Running.as_str()),
            dsl::attempts.eq(dsl::attempts + 1),
            dsl::lease.eq(gen_random_uuid().nullable()),
            dsl::leased_until.eq((clock() + LEASE.as_secs_f64().seconds()).nullable()),
            dsl::worker_id.eq(wanted.worker),
            dsl::progress.eq(0),
            dsl::started_at.eq(now),
        ))
        .returning(Claimed::as_returning())
        .get_results(conn)
}

impl Wanted {
    /// What is due and has a place. Where more is due of the patient kinds than there is room for, others take
    /// the places behind them.
    fn choose(&self, conn: &mut PgConnection) -> QueryResult<Vec<Uuid>> {
        if self.patient_room == 0 {
            let others = due(conn, &self.busy, self.room, &[])?;
            return Ok(others.into_iter().map(|(id, _)| id).collect());
        }
        let kinds = [self.patient.as_slice(), &self.busy].concat();
        let found = due(conn, &kinds, self.room, &[])?;
        let (mut chosen, mut patient) = (Vec::new(), 0);
        for (id, kind) in &found {
            let is_patient = self.patient.contains(&kind.as_str());
            if is_patient && patient == self.patient_room {
                continue;
            }
            patient += usize::from(is_patient);
            chosen.push(*id);
        }
        let passed_over = found.len() - chosen.len();
        let others = due(conn, &self.busy, passed_over, &chosen)?;
        chosen.extend(others.into_iter().map(|(id, _)| id));
        Ok(chosen)
    }
}

fn due(
    conn: &mut PgConnection,
    kinds: &[&str],
    room: usize,
    beside: &[Uuid],
) -> QueryResult<Vec<(Uuid, String)>> {
    if room == 0 {
        return Ok(Vec::new());
    }
    dsl::jobs
        .filter(is(State::Queued))
        .filter(dsl::run_at.le(now))
        .filter(dsl::kind.eq_any(kinds))
        .filter(dsl::id.ne_all(beside))
        .order((dsl::priority.desc(), dsl::run_at, dsl::id))
        .limit(i64::try_from(room).unwrap_or(i64::MAX))
        .select((dsl::id, dsl::kind))
        .for_update()
        .skip_locked()
        .load(conn)
}
