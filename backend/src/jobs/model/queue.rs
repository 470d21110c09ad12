//! How the queue is doing.

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, now};
use diesel::prelude::*;
use serde::Serialize;

use super::super::State;
use super::is;
use super::workers::Worker;
use crate::db::clock;
use crate::schema::{jobs, schedules};

/// What waits, what runs, what went wrong, and who is there to do something about it.
#[derive(Debug, Serialize)]
pub struct Queue {
    /// Jobs by kind and state; succeeded and cancelled ones are not counted.
    pub jobs: Vec<Depth>,
    /// For how long the oldest job has waited that could run; 0 where none waits.
    pub oldest_runnable_seconds: f64,
    /// The database's time, by which all of this is judged.
    at: DateTime<Utc>,
    workers: Vec<Worker>,
    schedules: Vec<ScheduleRow>,
}

/// How many jobs of a kind are in a state.
#[derive(Debug, Serialize, Queryable)]
pub struct Depth {
    /// The kind.
    pub kind: String,
    /// Queued, running or dead.
    pub state: String,
    /// How many.
    pub count: i64,
}

#[derive(Debug, Serialize, Queryable)]
struct ScheduleRow {
    name: String,
    next_run_at: DateTime<Utc>,
    last_slot: Option<DateTime<Utc>>,
}

impl Queue {
    /// Looks at the queue.
    ///
    /// # Errors
    /// The database's.
    pub fn look(conn: &mut PgConnection) -> QueryResult<Self> {
        let at = diesel::select(clock()).get_result(conn)?;
        Ok(Self {
            jobs: depths(conn)?,
            oldest_runnable_seconds: oldest(conn, at)?,
            at,
            workers: Worker::all(conn, at)?,
            schedules: schedules::table.order(schedules::name).load(conn)?,
        })
    }

    /// How many jobs are in a state.
    pub fn count(&self, state: State) -> i64 {
        let of_state = self.jobs.iter().filter(|one| one.state == state.as_str());
        of_state.map(|one| one.count).sum()
    }

    /// Kinds that wait and that are none of these, with how many jobs.
    pub fn unknown<'a>(&'a self, known: &'a [&str]) -> impl Iterator<Item = (&'a str, i64)> {
        let waiting = self
            .jobs
            .iter()
            .filter(|one| one.state == State::Queued.as_str());
        waiting
            .filter(|one| !known.contains(&one.kind.as_str()))
            .map(|one| (one.kind.as_str(), one.count))
    }
}

/// A question for each state, because each has an index of its own.
fn depths(conn: &mut PgConnection) -> QueryResult<Vec<Depth>> {
    let mut all = Vec::new();
    for state in [State::Queued, State::Running, State::Dead] {
        let of_state: Vec<(String, i64)> = jobs::table
            .filter(is(state))
            .group_by(jobs::kind)
            .order(jobs::kind)
            .select((jobs::kind, count_star()))
            .load(conn)?;
        all.extend(of_state.into_iter().map(|(kind, count)| Depth {
            kind,
            state: state.as_str().to_owned(),
            count,
        }));
    }
    Ok(all)
}

fn oldest(conn: &mut PgConnection, at: DateTime<Utc>) -> QueryResult<f64> {
    let oldest: Option<DateTime<Utc>> = jobs::table
        .filter(is(State::Queued))
        .filter(jobs::run_at.le(now))
        .select(diesel::dsl::min(jobs::run_at))
        .first(conn)?;
    let age = oldest.map_or(chrono::TimeDelta::zero(), |oldest| at - oldest);
    Ok(age.as_seconds_f64().max(0.0))
}
