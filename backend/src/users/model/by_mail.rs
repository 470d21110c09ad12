//! What people do with the help of their mailbox, and what they are told there.

use chrono::Utc;
use diesel::dsl::now;
use diesel::prelude::*;
use uuid::Uuid;

use super::{NewUser, User};
use crate::auth::Purpose;
use crate::auth::model::{OneTimeLink, Session};
use crate::db::clock;
use crate::error::Error;
use crate::mail::Occasion;
use crate::schema::users::dsl;

impl User {
    /// Opens an account and asks for a proof that the mailbox is the user's.
    ///
    /// # Errors
    /// [`Error::EmailTaken`].
    pub fn register(conn: &mut PgConnection, new: &NewUser) -> Result<Self, Error> {
        conn.transaction(|conn| {
            let user = Self::create(conn, new)?;
            Occasion::VerifyEmail { user: user.id }.queue(conn)?;
            Ok(user)
        })
    }

    /// Notes that whoever has this link reads the user's mail.
    ///
    /// # Errors
    /// `link_used`, `link_expired`.
    pub fn verify_email(conn: &mut PgConnection, link: Uuid) -> Result<(), Error> {
        conn.transaction(|conn| {
            let id = OneTimeLink::take(conn, link, Purpose::VerifyEmail)?;
            Self::mark_verified(conn, id)
        })
    }

    /// Changes the password for whoever has this link, which shows as well that the mailbox is the user's.
    /// Ends all sessions of the user; which they were.
    ///
    /// # Errors
    /// `link_used`, `link_expired`.
    pub fn reset_password(
        conn: &mut PgConnection,
        link: Uuid,
        hash: &str,
    ) -> Result<Vec<Uuid>, Error> {
        conn.transaction(|conn| {
            let id = OneTimeLink::take(conn, link, Purpose::ResetPassword)?;
            Self::mark_verified(conn, id)?;
            Self::set_password(conn, id, hash)?;
            Ok(Session::end_all(conn, id)?)
        })
    }

    /// Changes the password and ends the user's other sessions; which they were.
    ///
    /// # Errors
    /// The database's.
    pub fn change_password(
        conn: &mut PgConnection,
        id: Uuid,
        hash: &str,
        kept_session: Uuid,
    ) -> Result<Vec<Uuid>, Error> {
        conn.transaction(|conn| {
            OneTimeLink::close(conn, id, Purpose::ResetPassword)?;
            Self::set_password(conn, id, hash)?;
            Ok(Session::end_others(conn, id, kept_session)?)
        })
    }

    fn set_password(conn: &mut PgConnection, id: Uuid, hash: &str) -> Result<(), Error> {
        diesel::update(dsl::users.find(id))
            .set((dsl::password_hash.eq(hash), dsl::updated_at.eq(now)))
            .execute(conn)?;
        let at = Utc::now();
        Occasion::PasswordChanged { user: id, at }.queue(conn)
    }

    fn mark_verified(conn: &mut PgConnection, id: Uuid) -> Result<(), Error> {
        diesel::update(dsl::users.find(id))
            .filter(dsl::email_verified_at.is_null())
            .set((
                dsl::email_verified_at.eq(clock().nullable()),
                dsl::updated_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    }
}
