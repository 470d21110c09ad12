//! The table of thumbnails, and what documents say of theirs.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::Document;
use crate::error::Error;
use crate::schema::{documents, thumbnails};

/// A job will make it.
pub(super) const PENDING: &str = "pending";
/// There is a row here.
pub(super) const READY: &str = "ready";
/// There is none, and none will come.
pub(super) const NONE: &str = "none";

/// A small picture of a document; its bytes are stored already.
#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = thumbnails)]
pub struct Thumbnail {
    /// Of which document.
    pub document_id: Uuid,
    /// The name of its object in the storage.
    pub object: Uuid,
    /// `image/jpeg` or `image/webp`.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the bytes.
    pub sha256: Vec<u8>,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// What a thumbnail is to be made of.
pub struct Original {
    /// The document's name.
    pub name: String,
    /// The stored type.
    pub media_type: String,
}

impl Thumbnail {
    /// The thumbnail of a document that is not deleted, and the document's name.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for outsiders and while there is none.
    pub(in crate::documents) fn visible_to(
        conn: &mut PgConnection,
        document: Uuid,
        user: Uuid,
    ) -> Result<(Self, String), Error> {
        let name = Document::visible_to(conn, document, user)?.name;
        let row = thumbnails::table
            .find(document)
            .select(Self::as_select())
            .first(conn)?;
        Ok((row, name))
    }

    /// What to make it of; `None` where it is there already, or its document is gone. Those in the trash
    /// get theirs too: they may be restored.
    ///
    /// # Errors
    /// The database's.
    pub fn wanted(conn: &mut PgConnection, document: Uuid) -> QueryResult<Option<Original>> {
        let row: Option<(String, String)> = documents::table
            .find(document)
            .filter(documents::thumbnail.ne(READY))
            .select((documents::name, documents::media_type))
            .first(conn)
            .optional()?;
        Ok(row.map(|(name, media_type)| Original { name, media_type }))
    }

    /// Shows the document with this thumbnail, unless it has one or is gone: then this one's object is
    /// the sweep's.
    ///
    /// # Errors
    /// The database's.
    pub fn save(&self, conn: &mut PgConnection) -> QueryResult<()> {
        conn.transaction(|conn| {
            // First, because it locks the row: nobody removes the document meanwhile.
            let is_there = diesel::update(documents::table.find(self.document_id))
                .set(documents::thumbnail.eq(READY))
                .execute(conn)?;
            if is_there == 1 {
                diesel::insert_into(thumbnails::table)
                    .values(self)
                    .on_conflict_do_nothing()
                    .execute(conn)?;
            }
            Ok(())
        })
    }

    /// Says of a document that it will have none.
    ///
    /// # Errors
    /// The database's.
    pub fn give_up(conn: &mut PgConnection, document: Uuid) -> QueryResult<()> {
        diesel::update(documents::table.find(document))
            .filter(documents::thumbnail.eq(PENDING))
            .set(documents::thumbnail.eq(NONE))
            .execute(conn)?;
        Ok(())
    }
}
