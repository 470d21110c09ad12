//! The table of what documents are found by.

use diesel::dsl::{AsExprOf, sql};
use diesel::expression::{SqlLiteral, UncheckedBind};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text as SqlText};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::terms::Terms;
use super::words;
use crate::documents::{Document, Row};
use crate::projects::Project;
use crate::schema::sql_types::Tsvector;
use crate::schema::{document_texts, documents, memberships, projects, users};

/// Projects whose words a question to the index has.
const FEW_PROJECTS: i64 = 16;

/// A document that was found.
pub(super) struct Found {
    pub(super) document: Document,
    pub(super) project: ProjectName,
    pub(super) place: Place,
}

/// The project it is in.
#[derive(Serialize)]
pub(super) struct ProjectName {
    id: Uuid,
    name: String,
}

/// The last row of a page. Names with all the words come first, then those with some, then texts; of equals
/// the newest document, and ids tell the time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) rank: i32,
    pub(super) id: Uuid,
}

/// What to find, from where.
pub(super) struct Wanted {
    pub(super) terms: Terms,
    pub(super) after: Option<Place>,
    pub(super) limit: i64,
}

/// The text of a document, ready to be searched.
pub(crate) struct Text {
    text: String,
    words: String,
}

impl Text {
    /// Cuts it into words; takes some milliseconds.
    pub(crate) fn new(text: String) -> Self {
        let words = words::vector(&text);
        Self { text, words }
    }

    /// Keeps it with its document, in the place of the one before.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn save(&self, conn: &mut PgConnection, document: Uuid) -> QueryResult<()> {
        diesel::update(document_texts::table.find(document))
            .set((
                document_texts::text.eq(&self.text),
                document_texts::text_words.eq(vector(&self.words)),
            ))
            .execute(conn)?;
        Ok(())
    }
}

/// Lets a document be found by its name, and no longer by the one before.
///
/// # Errors
/// The database's.
pub(crate) fn entitle(
    conn: &mut PgConnection,
    document: Uuid,
    project: Uuid,
    name: &str,
) -> QueryResult<()> {
    let words = format!("{} {}", word_of(project), words::vector(name));
    diesel::insert_into(document_texts::table)
        .values((
            document_texts::document_id.eq(document),
            document_texts::name_words.eq(vector(&words)),
        ))
        .on_conflict(document_texts::document_id)
        .do_update()
        .set(document_texts::name_words.eq(vector(&words)))
        .execute(conn)?;
    Ok(())
}

/// The documents that a user may see and that have the words, and one more than asked.
pub(super) fn find(
    conn: &mut PgConnection,
    user: Uuid,
    wanted: &Wanted,
) -> QueryResult<Vec<Found>> {
    if wanted.terms.is_empty() {
        return Ok(Vec::new());
    }
    let projects = Project::some_ids_of(conn, user, FEW_PROJECTS + 1)?;
    let query = within(&projects, &wanted.terms);
    let rank = || rank(&wanted.terms);
    let membership = memberships::project_id
        .eq(documents::project_id)
        .and(memberships::user_id.eq(user));
    let mut found = document_texts::table
        .inner_join(
            documents::table
                .inner_join(users::table)
                .inner_join(projects::table),
        )
        .inner_join(memberships::table.on(membership))
        .filter(
            sql::<Bool>("document_texts.words @@ ")
                .bind::<SqlText, _>(query)
                .sql("::tsquery"),
        )
        .filter(
            projects::deleted_at
                .is_null()
                .and(documents::deleted_at.is_null()),
        )
        .select((
            Row::as_select(),
            users::id,
            users::name,
            projects::name,
            rank(),
        ))
        .order((rank().desc(), documents::id.desc()))
        .limit(wanted.limit + 1)
        .into_boxed();
    if let Some(Place { rank: last, id }) = wanted.after {
        let later = rank()
            .lt(last)
            .or(rank().eq(last).and(documents::id.lt(id)));
        found = found.filter(later);
    }
    let rows: Vec<FoundRow> = found.load(conn)?;
    Ok(rows.into_iter().map(Found::from).collect())
}

/// The texts of some documents, of those that have one.
pub(super) fn texts(
    conn: &mut PgConnection,
    documents: &[Uuid],
) -> QueryResult<Vec<(Uuid, String)>> {
    document_texts::table
        .filter(document_texts::document_id.eq_any(documents))
        .filter(document_texts::text.is_not_null())
        .select((
            document_texts::document_id,
            document_texts::text.assume_not_null(),
        ))
        .load(conn)
}

/// A document, who uploaded it, its project's name, its rank.
type FoundRow = (Row, Uuid, String, String, i32);

impl From<FoundRow> for Found {
    fn from((row, uploader, uploader_name, project_name, rank): FoundRow) -> Self {
        let document = Document::from((row, uploader, uploader_name));
        Self {
            project: ProjectName {
                id: document.project_id,
                name: project_name,
            },
            place: Place {
                rank,
                id: document.id,
            },
            document,
        }
    }
}

type Bound<Before> = UncheckedBind<Before, AsExprOf<String, SqlText>>;
type Rank = SqlLiteral<Integer, Bound<SqlLiteral<Integer, Bound<SqlLiteral<Integer>>>>>;

/// 2 where the name has all the words, 1 where it has some, 0 where it has none.
fn rank(terms: &Terms) -> Rank {
    sql::<Integer>("((document_texts.name_words @@ ")
        .bind::<SqlText, _>(terms.all())
        .sql("::tsquery)::integer + (document_texts.name_words @@ ")
        .bind::<SqlText, _>(terms.any())
        .sql("::tsquery)::integer)")
}

fn vector(words: &str) -> SqlLiteral<Tsvector, Bound<SqlLiteral<Tsvector>>> {
    sql::<Tsvector>("")
        .bind::<SqlText, _>(words.to_owned())
        .sql("::tsvector")
}

/// What to ask the index for: the words, and of few projects one of their names, so that it does not read
/// what others have. Of many projects the membership alone decides, because as many words cost more than
/// they save.
fn within(projects: &[Uuid], terms: &Terms) -> String {
    let are_few = i64::try_from(projects.len()).is_ok_and(|count| count <= FEW_PROJECTS);
    if projects.is_empty() || !are_few {
        return terms.all();
    }
    let projects: Vec<String> = projects.iter().copied().map(word_of).collect();
    format!("({}) & {}", projects.join(" | "), terms.all())
}

/// A project as a word of all its documents. Nobody can type it: what is typed has letters and digits alone.
fn word_of(project: Uuid) -> String {
    format!("'@{}'", project.simple())
}
