//! What mails are about, as the tables have it.

use chrono::{DateTime, Utc};
use diesel::dsl::now;
use diesel::prelude::*;
use uuid::Uuid;

use super::Occasion;
use crate::auth::Purpose;
use crate::auth::model::OneTimeLink;
use crate::error::Error;
use crate::jobs::{self, NewJob, SendMail};
use crate::projects::{Project, Role};
use crate::schema::{jobs as job_table, users};

/// Before what nobody waits for.
const PRIORITY: i16 = 10;

/// Who gets a mail: somebody with an account that is not closed.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Recipient {
    /// The user's id.
    pub id: Uuid,
    /// The address.
    pub email: String,
    /// The name that the user, or whoever pretended to be the user, chose.
    pub name: String,
    /// Whether the address is known to be the user's own.
    #[diesel(select_expression = users::email_verified_at.is_not_null())]
    pub email_verified: bool,
}

/// What a mail says.
#[derive(Clone, Debug)]
pub enum Facts {
    /// With the id of the link.
    VerifyEmail(Uuid),
    /// With the id of the link.
    ResetPassword(Uuid),
    /// With the time.
    PasswordChanged(DateTime<Utc>),
    /// With the file.
    ResultReady(Made),
}

/// A file that a job made, and that can still be had.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// The project that it belongs to, where it does: id and name.
    pub project: Option<(Uuid, String)>,
}

impl Occasion {
    /// Queues the mail; to be called in the transaction that makes it necessary.
    ///
    /// # Errors
    /// The database's.
    pub fn queue(self, conn: &mut PgConnection) -> Result<(), Error> {
        let (asked_by, once) = (self.asked_by(), self.once());
        let mut new = NewJob::of(&SendMail(self))?.urgent(PRIORITY);
        if let Some(user) = asked_by {
            new = new.asked_by(user);
        }
        if let Some(key) = once {
            new = new.once(key);
        }
        jobs::enqueue(conn, &new)?;
        Ok(())
    }
}

/// Who is to be told what; nothing where there is nobody any more, or nothing to tell. A link is made
/// under the id of the job, so that it is the same in every attempt.
///
/// # Errors
/// The database's.
pub fn facts(
    conn: &mut PgConnection,
    occasion: &Occasion,
    job: Uuid,
) -> Result<Option<(Recipient, Facts)>, Error> {
    let Some(recipient) = Recipient::of(conn, occasion)? else {
        return Ok(None);
    };
    let facts = match occasion {
        Occasion::VerifyEmail { .. } if recipient.email_verified => None,
        Occasion::VerifyEmail { user } => {
            OneTimeLink::open(conn, job, *user, Purpose::VerifyEmail)?
                .then_some(Facts::VerifyEmail(job))
        }
        Occasion::ResetPassword { .. } => {
            OneTimeLink::open(conn, job, recipient.id, Purpose::ResetPassword)?
                .then_some(Facts::ResetPassword(job))
        }
        Occasion::PasswordChanged { at, .. } => Some(Facts::PasswordChanged(*at)),
        Occasion::ResultReady { user, job } => {
            Made::find(conn, *job, *user)?.map(Facts::ResultReady)
        }
    };
    Ok(facts.map(|facts| (recipient, facts)))
}

impl Recipient {
    fn of(conn: &mut PgConnection, occasion: &Occasion) -> QueryResult<Option<Self>> {
        let mut query = users::table
            .filter(users::deactivated_at.is_null())
            .select(Self::as_select())
            .into_boxed();
        query = match occasion {
            Occasion::VerifyEmail { user }
            | Occasion::PasswordChanged { user, .. }
            | Occasion::ResultReady { user, .. } => query.filter(users::id.eq(*user)),
            Occasion::ResetPassword { email } => query.filter(users::email.eq(email.clone())),
        };
        query.first(conn).optional()
    }
}

type Row = (
    Option<String>,
    Option<i64>,
    Option<DateTime<Utc>>,
    Option<Uuid>,
);

impl Made {
    /// A member who was removed meanwhile is told nothing.
    fn find(conn: &mut PgConnection, job: Uuid, user: Uuid) -> Result<Option<Self>, Error> {
        let row: Option<Row> = job_table::table
            .filter(job_table::id.eq(job).and(job_table::user_id.eq(user)))
            .filter(job_table::result_object.is_not_null())
            .filter(job_table::result_expires_at.gt(now))
            .select((
                job_table::result_name,
                job_table::result_size,
                job_table::result_expires_at,
                job_table::project_id,
            ))
            .first(conn)
            .optional()?;
        let Some((Some(name), Some(size), Some(expires_at), project)) = row else {
            return Ok(None);
        };
        let project = match project.map(|id| Project::open_to(conn, id, user, Role::Viewer)) {
            None => None,
            Some(Ok(project)) => Some((project.id, project.name)),
            Some(Err(Error::NotFound)) => return Ok(None),
            Some(Err(error)) => return Err(error),
        };
        Ok(Some(Self {
            name,
            size,
            expires_at,
            project,
        }))
    }
}
