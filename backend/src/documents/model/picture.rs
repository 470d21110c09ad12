//! The tables of thumbnails and previews.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::Document;
use super::original::Rendition;
use crate::error::Error;
use crate::renditions::Size;
use crate::schema::{previews, thumbnails};
use crate::storage::Key;

/// A picture of a document; its bytes are stored already.
#[derive(Debug, Queryable)]
pub struct Picture {
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

/// Writes the row, unless there is one.
macro_rules! insert {
    ($table:ident, $row:expr, $conn:expr) => {
        diesel::insert_into($table::table)
            .values((
                $table::document_id.eq($row.document_id),
                $table::object.eq($row.object),
                $table::media_type.eq(&$row.media_type),
                $table::size.eq($row.size),
                $table::sha256.eq(&$row.sha256),
                $table::width.eq($row.width),
                $table::height.eq($row.height),
                $table::created_at.eq($row.created_at),
            ))
            .on_conflict_do_nothing()
            .execute($conn)
    };
}

impl Picture {
    /// Where the bytes of one lie.
    pub fn key(size: Size, object: Uuid) -> Key {
        match size {
            Size::Thumbnail => Key::Thumbnail(object),
            Size::Preview => Key::Preview(object),
        }
    }

    /// The picture of a document that is not deleted, and the document's name.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for outsiders and while there is none.
    pub(in crate::documents) fn visible_to(
        conn: &mut PgConnection,
        size: Size,
        document: Uuid,
        user: Uuid,
    ) -> Result<(Self, String), Error> {
        let name = Document::visible_to(conn, document, user)?.name;
        let row = match size {
            Size::Thumbnail => thumbnails::table.find(document).first(conn)?,
            Size::Preview => previews::table.find(document).first(conn)?,
        };
        Ok((row, name))
    }

    /// Shows the document with this picture, unless it has one or is gone: then this one's object is the
    /// sweep's.
    ///
    /// # Errors
    /// The database's.
    pub fn save(&self, conn: &mut PgConnection, size: Size) -> QueryResult<()> {
        conn.transaction(|conn| {
            if Rendition::Picture(size).mark_ready(conn, self.document_id)? {
                match size {
                    Size::Thumbnail => insert!(thumbnails, self, conn)?,
                    Size::Preview => insert!(previews, self, conn)?,
                };
            }
            Ok(())
        })
    }
}
