//! What documents say of their renditions, and what these are made of.

use diesel::prelude::*;
use uuid::Uuid;

use crate::renditions::Size;
use crate::schema::documents;
use crate::search;

/// A job will make it.
pub(super) const PENDING: &str = "pending";
/// It is there.
pub(super) const READY: &str = "ready";
/// There is none, and none will come.
pub(super) const NONE: &str = "none";

/// What is made of documents behind the scenes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendition {
    /// For looking at.
    Picture(Size),
    /// For searching.
    Text,
}

/// A document of which something is to be made.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = documents)]
pub struct Original {
    /// The document's name.
    pub name: String,
    /// The stored type.
    pub media_type: String,
    thumbnail: String,
    preview: String,
    text: String,
}

impl Original {
    /// Looks at a document; `None` where it is gone for good. Those in the trash are made something of too:
    /// they may be restored.
    ///
    /// # Errors
    /// The database's.
    pub fn of(conn: &mut PgConnection, document: Uuid) -> QueryResult<Option<Self>> {
        documents::table
            .find(document)
            .select(Self::as_select())
            .first(conn)
            .optional()
    }

    /// Whether it is not there yet.
    pub fn lacks(&self, rendition: Rendition) -> bool {
        let state = match rendition {
            Rendition::Picture(Size::Thumbnail) => &self.thumbnail,
            Rendition::Picture(Size::Preview) => &self.preview,
            Rendition::Text => &self.text,
        };
        state != READY
    }
}

impl Rendition {
    /// Says of a document that it will have none; one that is there stays.
    ///
    /// # Errors
    /// The database's.
    pub fn give_up(self, conn: &mut PgConnection, document: Uuid) -> QueryResult<()> {
        let document = diesel::update(documents::table.find(document));
        match self {
            Self::Picture(Size::Thumbnail) => document
                .filter(documents::thumbnail.eq(PENDING))
                .set(documents::thumbnail.eq(NONE))
                .execute(conn)?,
            Self::Picture(Size::Preview) => document
                .filter(documents::preview.eq(PENDING))
                .set(documents::preview.eq(NONE))
                .execute(conn)?,
            Self::Text => document
                .filter(documents::text.eq(PENDING))
                .set(documents::text.eq(NONE))
                .execute(conn)?,
        };
        Ok(())
    }

    /// Says of a document that it is there; whether there is such a document. Its row is locked until the end
    /// of the transaction, so that nobody removes it meanwhile.
    pub(super) fn mark_ready(self, conn: &mut PgConnection, document: Uuid) -> QueryResult<bool> {
        let document = diesel::update(documents::table.find(document));
        let known = match self {
            Self::Picture(Size::Thumbnail) => {
                document.set(documents::thumbnail.eq(READY)).execute(conn)?
            }
            Self::Picture(Size::Preview) => {
                document.set(documents::preview.eq(READY)).execute(conn)?
            }
            Self::Text => document.set(documents::text.eq(READY)).execute(conn)?,
        };
        Ok(known == 1)
    }

    /// Keeps the text of a document, unless that is gone.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn save_text(
        conn: &mut PgConnection,
        document: Uuid,
        text: &search::Text,
    ) -> QueryResult<()> {
        conn.transaction(|conn| {
            if Self::Text.mark_ready(conn, document)? {
                text.save(conn, document)?;
            }
            Ok(())
        })
    }
}
