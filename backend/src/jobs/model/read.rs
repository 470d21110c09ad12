//! Jobs as people see them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::super::State;
use super::is;
use crate::error::Error;
use crate::projects::Project;
use crate::schema::jobs::{self, dsl};

/// A job, as those see it who may.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub(crate) struct JobRow {
    /// The job's id.
    pub(crate) id: Uuid,
    /// Its kind.
    pub(crate) kind: String,
    /// Its state, as the column has it.
    pub(crate) state: String,
    pub(in crate::jobs) progress: i16,
    pub(in crate::jobs) attempts: i32,
    pub(in crate::jobs) max_attempts: i32,
    pub(in crate::jobs) cancel_requested: bool,
    pub(in crate::jobs) error: Option<String>,
    pub(crate) cause: Option<String>,
    pub(crate) user_id: Option<Uuid>,
    pub(in crate::jobs) project_id: Option<Uuid>,
    pub(crate) worker_id: Option<Uuid>,
    pub(in crate::jobs) result_object: Option<Uuid>,
    pub(in crate::jobs) result_name: Option<String>,
    pub(in crate::jobs) result_media_type: Option<String>,
    pub(in crate::jobs) result_size: Option<i64>,
    pub(in crate::jobs) result_sha256: Option<Vec<u8>>,
    pub(in crate::jobs) result_expires_at: Option<DateTime<Utc>>,
    pub(in crate::jobs) run_at: DateTime<Utc>,
    pub(in crate::jobs) created_at: DateTime<Utc>,
    pub(in crate::jobs) started_at: Option<DateTime<Utc>>,
    pub(in crate::jobs) finished_at: Option<DateTime<Utc>>,
}

/// Which jobs, from where. Ids tell the time, so they are the order, the newest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    pub(crate) state: Option<State>,
    pub(crate) kind: Option<String>,
    pub(crate) project: Option<Uuid>,
    pub(crate) asked_by: Option<Uuid>,
    pub(crate) before: Option<Uuid>,
    pub(crate) limit: i64,
}

/// Members see the jobs of their projects; what belongs to no project is seen by whoever asked for it.
macro_rules! visible {
    ($query:expr, $user:expr, $projects:expr) => {
        $query.filter(
            dsl::project_id
                .eq_any($projects)
                .or(dsl::user_id.eq($user).and(dsl::project_id.is_null()))
                .assume_not_null(),
        )
    };
}

impl JobRow {
    /// A job.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for who may not see it.
    pub(crate) fn visible_to(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<Self, Error> {
        let projects = Project::ids_of(conn, user)?;
        let query = visible!(dsl::jobs.find(id), user, projects);
        Ok(query.select(Self::as_select()).first(conn)?)
    }

    /// A page of the jobs that a user may see, and one more.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn page(
        conn: &mut PgConnection,
        user: Uuid,
        selection: &Selection,
    ) -> QueryResult<Vec<Self>> {
        let projects = Project::ids_of(conn, user)?;
        let query = visible!(selection.query(), user, projects);
        query.select(Self::as_select()).load(conn)
    }

    /// A page of all jobs, and one more.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn page_of_all(
        conn: &mut PgConnection,
        selection: &Selection,
    ) -> QueryResult<Vec<Self>> {
        selection.query().select(Self::as_select()).load(conn)
    }
}

impl Selection {
    fn query(&self) -> jobs::BoxedQuery<'static, diesel::pg::Pg> {
        let mut query = dsl::jobs
            .order(dsl::id.desc())
            .limit(self.limit + 1)
            .into_boxed();
        if let Some(state) = self.state {
            query = query.filter(is(state));
        }
        if let Some(kind) = self.kind.clone() {
            query = query.filter(dsl::kind.eq(kind));
        }
        if let Some(project) = self.project {
            query = query.filter(dsl::project_id.eq(project));
        }
        if let Some(user) = self.asked_by {
            query = query.filter(dsl::user_id.eq(user));
        }
        if let Some(id) = self.before {
            query = query.filter(dsl::id.lt(id));
        }
        query
    }
}
