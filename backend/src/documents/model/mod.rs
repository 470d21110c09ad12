//! The table of documents. Every query goes through the membership of whoever asks.

mod counters;
mod create;
mod original;
mod page;
mod picture;
mod trash;
mod unfinished;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use diesel::dsl::now;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use counters::recount;
pub(super) use counters::room;
pub(super) use create::NewDocument;
pub use original::{Original, Rendition};
pub use picture::Picture;
pub(super) use trash::remove_old;
pub use unfinished::{entitle_old, queue_missing};

use super::name::DocumentName;
use crate::activity::{Action, Activity};
use crate::error::Error;
use crate::http::idempotency::Created;
use crate::http::timestamp;
use crate::projects::Role;
use crate::renditions::Size;
use crate::schema::{documents, memberships, projects, users};
use crate::search;

/// A document, as a member of its project sees it.
#[derive(Debug, Serialize)]
pub struct Document {
    /// The document's id, and the name of its object in the storage.
    pub id: Uuid,
    /// The project it belongs to.
    pub project_id: Uuid,
    /// Its name, as people wrote it.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// The stored type.
    pub media_type: String,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
    thumbnail: String,
    #[serde(skip)]
    preview: String,
    /// Where the session that asks finds the thumbnail, while there is one.
    pub(super) thumbnail_url: Option<String>,
    /// The same of the preview.
    pub(super) preview_url: Option<String>,
    uploaded_by: Uploader,
    /// When it was stored.
    #[serde(serialize_with = "timestamp::serialize")]
    pub created_at: DateTime<Utc>,
    #[serde(serialize_with = "timestamp::serialize")]
    updated_at: DateTime<Utc>,
    deleted_at: Option<DateTime<Utc>>,
    #[serde(skip)]
    pub(super) sort_name: String,
}

#[derive(Debug, Serialize)]
struct Uploader {
    id: Uuid,
    name: String,
}

/// The columns that a document is made of.
#[derive(Queryable, Selectable)]
#[diesel(table_name = documents)]
pub(crate) struct Row {
    id: Uuid,
    project_id: Uuid,
    name: String,
    sort_name: String,
    size: i64,
    media_type: String,
    sha256: Vec<u8>,
    thumbnail: String,
    preview: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    deleted_at: Option<DateTime<Utc>>,
}

impl From<(Row, Uuid, String)> for Document {
    fn from((row, uploader, uploader_name): (Row, Uuid, String)) -> Self {
        Self {
            id: row.id,
            project_id: row.project_id,
            name: row.name,
            size: row.size,
            media_type: row.media_type,
            sha256: HEXLOWER.encode(&row.sha256),
            thumbnail: row.thumbnail,
            preview: row.preview,
            thumbnail_url: None,
            preview_url: None,
            uploaded_by: Uploader {
                id: uploader,
                name: uploader_name,
            },
            created_at: row.created_at,
            updated_at: row.updated_at,
            deleted_at: row.deleted_at,
            sort_name: row.sort_name,
        }
    }
}

impl Created for Document {
    fn location(&self) -> String {
        format!("/api/v1/documents/{}", self.id)
    }
}

impl Document {
    /// A document that is not deleted.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for outsiders.
    pub fn visible_to(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<Self, Error> {
        Self::open_to(conn, id, user, Role::Viewer)?.live()
    }

    /// Gives a document another name; editors and owners may.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    pub(super) fn rename(
        conn: &mut PgConnection,
        id: Uuid,
        user: Uuid,
        name: &DocumentName,
    ) -> Result<Self, Error> {
        conn.transaction(|conn| {
            let before = Self::open_to(conn, id, user, Role::Editor)?.live()?;
            diesel::update(documents::table.find(id))
                .set((
                    documents::name.eq(name.as_str()),
                    documents::sort_name.eq(name.sort_key()),
                    documents::updated_at.eq(now),
                ))
                .execute(conn)?;
            let after = Self::visible_to(conn, id, user)?;
            if after.name != before.name {
                let renamed = Action::DocumentRenamed.to(id, &after.name);
                let renamed = renamed.with(json!({ "from": before.name }));
                Activity::record(conn, after.project_id, Some(user), renamed)?;
            }
            search::entitle(conn, id, after.project_id, &after.name)?;
            Ok(after)
        })
    }

    /// Takes a document out of its project; it can be restored. Editors and owners may.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    pub(super) fn delete(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<(), Error> {
        conn.transaction(|conn| {
            let document = Self::open_to(conn, id, user, Role::Editor)?.live()?;
            let deleted = diesel::update(documents::table.find(id))
                .filter(documents::deleted_at.is_null())
                .set(documents::deleted_at.eq(now))
                .execute(conn)?;
            // Somebody else may have been quicker, after the look and before the change.
            if deleted == 0 {
                return Err(Error::NotFound);
            }
            recount(conn, document.project_id, -1, -document.size)?;
            let deleted = Action::DocumentDeleted.to(id, document.name);
            Activity::record(conn, document.project_id, Some(user), deleted)
        })
    }

    /// Puts a deleted document back; one that is not deleted stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    pub(super) fn restore(conn: &mut PgConnection, id: Uuid, user: Uuid) -> Result<Self, Error> {
        conn.transaction(|conn| {
            let document = Self::open_to(conn, id, user, Role::Editor)?;
            let restored = diesel::update(documents::table.find(id))
                .filter(documents::deleted_at.is_not_null())
                .set(documents::deleted_at.eq(None::<DateTime<Utc>>))
                .execute(conn)?;
            if restored > 0 {
                recount(conn, document.project_id, 1, document.size)?;
                let restored = Action::DocumentRestored.to(id, document.name);
                Activity::record(conn, document.project_id, Some(user), restored)?;
            }
            Self::visible_to(conn, id, user)
        })
    }

    /// The document, deleted or not, if `user` has at least this role in its project.
    fn open_to(conn: &mut PgConnection, id: Uuid, user: Uuid, least: Role) -> Result<Self, Error> {
        let membership = memberships::project_id
            .eq(documents::project_id)
            .and(memberships::user_id.eq(user));
        let (row, uploader, name, role): (Row, Uuid, String, String) = documents::table
            .inner_join(users::table)
            .inner_join(projects::table)
            .inner_join(memberships::table.on(membership))
            .filter(documents::id.eq(id).and(projects::deleted_at.is_null()))
            .select((Row::as_select(), users::id, users::name, memberships::role))
            .first(conn)?;
        if Role::parse(&role) < least {
            return Err(Error::Forbidden);
        }
        Ok(Self::from((row, uploader, name)))
    }

    /// Whether it has a picture of this size that may be shown.
    pub(super) fn shows(&self, size: Size) -> bool {
        let state = match size {
            Size::Thumbnail => &self.thumbnail,
            Size::Preview => &self.preview,
        };
        state == original::READY && self.deleted_at.is_none()
    }

    fn live(self) -> Result<Self, Error> {
        if self.deleted_at.is_none() {
            Ok(self)
        } else {
            Err(Error::NotFound)
        }
    }
}
