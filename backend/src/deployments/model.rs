//! The table of deployments.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::db::{clock, has_table};
use crate::error::Error;
use crate::http::timestamp;
use crate::schema::deployments;

/// What is written where a deployment was never ended: one at a time runs, so the next one knows.
const BROKEN_OFF: &str = "It was broken off.";

/// One deployment.
#[derive(Clone, Debug, Queryable, Selectable, Serialize)]
pub struct Deployment {
    /// Its id, in order of time.
    pub id: Uuid,
    /// The image that was deployed.
    pub digest: String,
    /// The commit that it was built from.
    pub commit: String,
    /// When that was committed.
    #[serde(serialize_with = "timestamp::serialize")]
    pub committed_at: DateTime<Utc>,
    /// Who asked for it.
    pub actor: String,
    /// How many migrations it applied.
    pub migrations: i32,
    /// How it ended; none while it runs.
    pub verdict: Option<String>,
    /// Why it did not succeed, in a sentence.
    pub reason: Option<String>,
    /// When it began, by the database's clock.
    #[serde(serialize_with = "timestamp::serialize")]
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// One that begins.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = deployments)]
pub struct NewDeployment {
    /// The image.
    pub digest: String,
    /// The commit that it was built from.
    pub commit: String,
    /// When that was committed.
    pub committed_at: DateTime<Utc>,
    /// Who asks for it.
    pub actor: String,
}

/// How one ended.
#[derive(Clone, Debug)]
pub struct Ending {
    /// In a word.
    pub verdict: Verdict,
    /// In a sentence, where it did not succeed.
    pub reason: Option<String>,
    /// How many migrations it applied.
    pub migrations: i32,
}

/// How a deployment ended, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The release serves.
    Succeeded,
    /// The release before goes on serving.
    Failed,
    /// The release before was put back.
    RolledBack,
}

/// The verdict, when its commit was made, and when it ended.
pub(super) type Outcome = (Option<String>, DateTime<Utc>, Option<DateTime<Utc>>);

/// How those ended that did lately, by the database's clock.
pub(super) fn ended_within(conn: &mut PgConnection, span: TimeDelta) -> QueryResult<Vec<Outcome>> {
    let at: DateTime<Utc> = diesel::select(clock()).get_result(conn)?;
    deployments::table
        .filter(deployments::ended_at.gt(at - span))
        .select((
            deployments::verdict,
            deployments::committed_at,
            deployments::ended_at,
        ))
        .load(conn)
}

impl Verdict {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::RolledBack => "rolled_back",
        }
    }
}

impl Deployment {
    /// Writes down that one begins; its id. None where there is no journal: it comes with a migration.
    ///
    /// # Errors
    /// The database's.
    pub fn begin(conn: &mut PgConnection, new: &NewDeployment) -> QueryResult<Option<Uuid>> {
        if !has_table(conn, "deployments")? {
            return Ok(None);
        }
        let id = Uuid::now_v7();
        conn.transaction(|conn| {
            diesel::update(deployments::table.filter(deployments::verdict.is_null()))
                .set((
                    deployments::verdict.eq(Verdict::Failed.as_str()),
                    deployments::reason.eq(BROKEN_OFF),
                    deployments::ended_at.eq(now),
                ))
                .execute(conn)?;
            diesel::insert_into(deployments::table)
                .values((deployments::id.eq(id), new))
                .execute(conn)
        })?;
        Ok(Some(id))
    }

    /// Writes down how one ended.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that was never begun or has ended already.
    pub fn end(conn: &mut PgConnection, id: Uuid, ending: &Ending) -> Result<(), Error> {
        let running = deployments::table
            .find(id)
            .filter(deployments::verdict.is_null());
        let ended = diesel::update(running)
            .set((
                deployments::verdict.eq(ending.verdict.as_str()),
                deployments::reason.eq(&ending.reason),
                deployments::migrations.eq(ending.migrations),
                deployments::ended_at.eq(now),
            ))
            .execute(conn)?;
        if ended == 0 {
            return Err(Error::NotFound);
        }
        Ok(())
    }

    /// The newest of them, `limit` at most, or of those before `before`.
    ///
    /// # Errors
    /// The database's.
    pub fn newest(
        conn: &mut PgConnection,
        before: Option<Uuid>,
        limit: i64,
    ) -> QueryResult<Vec<Self>> {
        let mut newest = deployments::table
            .order(deployments::id.desc())
            .limit(limit)
            .select(Self::as_select())
            .into_boxed();
        if let Some(id) = before {
            newest = newest.filter(deployments::id.lt(id));
        }
        newest.load(conn)
    }

    /// How long it took, in seconds; none while it runs.
    pub fn seconds(&self) -> Option<f64> {
        let took = self.ended_at? - self.started_at;
        Some(took.as_seconds_f64())
    }
}

impl fmt::Display for Deployment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = self.verdict.as_deref().unwrap_or("running");
        let started = self.started_at.format("%Y-%m-%d %H:%M:%S UTC");
        let commit: String = self.commit.chars().take(12).collect();
        write!(
            f,
            "{started}  {verdict:<11}  {}  {commit}  by {}, {} migrations",
            self.digest, self.actor, self.migrations
        )?;
        if let Some(seconds) = self.seconds() {
            write!(f, ", {seconds:.0} s")?;
        }
        match &self.reason {
            Some(reason) => write!(f, ": {reason}"),
            None => Ok(()),
        }
    }
}
