//! The table of users.

mod by_mail;

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, now};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use serde::Serialize;
use uuid::Uuid;

use super::Email;
use crate::error::Error;
use crate::schema::users::{self, dsl};

/// A person, as the person sees it.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    /// The user's id.
    pub id: Uuid,
    pub(super) email: String,
    #[diesel(select_expression = dsl::email_verified_at.is_not_null())]
    pub(super) email_verified: bool,
    name: String,
    role: String,
    created_at: DateTime<Utc>,
}

/// What makes a user.
#[derive(Insertable)]
#[diesel(table_name = users)]
pub struct NewUser {
    id: Uuid,
    email: String,
    name: String,
    password_hash: String,
    role: &'static str,
}

impl NewUser {
    /// Somebody without special rights.
    pub fn member(email: Email, name: String, password_hash: String) -> Self {
        Self {
            id: Uuid::now_v7(),
            email: email.as_str().to_owned(),
            name,
            password_hash,
            role: "member",
        }
    }

    /// Somebody who may administer the instance.
    pub fn admin(email: Email, name: String, password_hash: String) -> Self {
        Self {
            role: "admin",
            ..Self::member(email, name, password_hash)
        }
    }
}

impl User {
    /// Opens an account.
    ///
    /// # Errors
    /// [`Error::EmailTaken`].
    pub fn create(conn: &mut PgConnection, new: &NewUser) -> Result<Self, Error> {
        diesel::insert_into(dsl::users)
            .values(new)
            .returning(Self::as_returning())
            .get_result(conn)
            .map_err(|error| match error {
                DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                    Error::EmailTaken
                }
                error => error.into(),
            })
    }

    /// An active user.
    ///
    /// # Errors
    /// [`DieselError::NotFound`].
    pub fn find(conn: &mut PgConnection, id: Uuid) -> QueryResult<Self> {
        dsl::users
            .find(id)
            .filter(dsl::deactivated_at.is_null())
            .select(Self::as_select())
            .first(conn)
    }

    /// An active user and the hash of their password.
    ///
    /// # Errors
    /// The database's.
    pub fn with_password(
        conn: &mut PgConnection,
        email: &Email,
    ) -> QueryResult<Option<(Self, String)>> {
        dsl::users
            .filter(
                dsl::email
                    .eq(email.as_str())
                    .and(dsl::deactivated_at.is_null()),
            )
            .select((Self::as_select(), dsl::password_hash))
            .first(conn)
            .optional()
    }

    /// What an active user signs in with: the address and the password's hash.
    ///
    /// # Errors
    /// [`DieselError::NotFound`].
    pub fn credentials(conn: &mut PgConnection, id: Uuid) -> QueryResult<(String, String)> {
        dsl::users
            .find(id)
            .filter(dsl::deactivated_at.is_null())
            .select((dsl::email, dsl::password_hash))
            .first(conn)
    }

    /// Whether an active user is an administrator.
    ///
    /// # Errors
    /// The database's.
    pub fn is_admin(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
        let admin = dsl::users
            .find(id)
            .filter(dsl::role.eq("admin").and(dsl::deactivated_at.is_null()));
        diesel::select(exists(admin)).get_result(conn)
    }

    /// Gives the user another name.
    ///
    /// # Errors
    /// [`DieselError::NotFound`].
    pub fn rename(conn: &mut PgConnection, id: Uuid, name: &str) -> QueryResult<Self> {
        diesel::update(dsl::users.find(id).filter(dsl::deactivated_at.is_null()))
            .set((dsl::name.eq(name), dsl::updated_at.eq(now)))
            .returning(Self::as_returning())
            .get_result(conn)
    }

    /// Makes a user an administrator.
    ///
    /// # Errors
    /// [`DieselError::NotFound`] where nobody has this address.
    pub fn promote(conn: &mut PgConnection, email: &Email) -> QueryResult<Self> {
        diesel::update(dsl::users.filter(dsl::email.eq(email.as_str())))
            .set((dsl::role.eq("admin"), dsl::updated_at.eq(now)))
            .returning(Self::as_returning())
            .get_result(conn)
    }
}
