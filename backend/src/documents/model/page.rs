//! Lists of documents.

use diesel::prelude::*;
use uuid::Uuid;

use super::{Document, Row};
use crate::documents::list::{Place, Selection, Sort};
use crate::error::Error;
use crate::projects::Project;
use crate::schema::{documents, memberships, projects, users};

/// Orders a boxed query by a column and begins it behind a row. The first comparison is what an index
/// can begin at, the second only decides between equals.
macro_rules! ascending {
    ($query:ident, $column:expr, $after:expr) => {{
        let query = $query.order(($column.asc(), documents::id.asc()));
        match $after {
            None => query,
            Some((key, id)) => query.filter(
                $column
                    .ge(key.clone())
                    .and($column.gt(key).or(documents::id.gt(id))),
            ),
        }
    }};
}

/// The same, the other way round.
macro_rules! descending {
    ($query:ident, $column:expr, $after:expr) => {{
        let query = $query.order(($column.desc(), documents::id.desc()));
        match $after {
            None => query,
            Some((key, id)) => query.filter(
                $column
                    .le(key.clone())
                    .and($column.lt(key).or(documents::id.lt(id))),
            ),
        }
    }};
}

impl Document {
    /// The documents of a project that a member asked for, and one more than the page has.
    ///
    /// # Errors
    /// [`Error::NotFound`] for outsiders.
    pub(in crate::documents) fn page(
        conn: &mut PgConnection,
        project: Uuid,
        user: Uuid,
        selection: &Selection,
    ) -> Result<Vec<Self>, Error> {
        let membership = memberships::project_id
            .eq(documents::project_id)
            .and(memberships::user_id.eq(user));
        let mut query = documents::table
            .inner_join(users::table)
            .inner_join(projects::table)
            .inner_join(memberships::table.on(membership))
            .filter(documents::project_id.eq(project))
            .filter(projects::deleted_at.is_null())
            .select((Row::as_select(), users::id, users::name))
            .limit(selection.limit + 1)
            .into_boxed();
        query = if selection.deleted {
            query.filter(documents::deleted_at.is_not_null())
        } else {
            query.filter(documents::deleted_at.is_null())
        };
        if let Some(filter) = &selection.filter {
            query = query.filter(documents::name.similar_to(pattern(filter)));
        }
        let after = selection.after.clone();
        let name = after.clone().and_then(Place::by_name);
        let size = after.clone().and_then(Place::by_size);
        let created = after.and_then(Place::by_creation);
        let query = match selection.sort {
            Sort::Name => ascending!(query, documents::sort_name, name),
            Sort::NameDescending => descending!(query, documents::sort_name, name),
            Sort::Size => ascending!(query, documents::size, size),
            Sort::SizeDescending => descending!(query, documents::size, size),
            Sort::Created => ascending!(query, documents::created_at, created),
            Sort::CreatedDescending => descending!(query, documents::created_at, created),
        };
        let rows: Vec<(Row, Uuid, String)> = query.load(conn)?;
        if rows.is_empty() {
            // Nothing to see, or nobody who may: only then is a second question worth its time.
            Project::visible_to(conn, project, user)?;
        }
        Ok(rows.into_iter().map(Self::from).collect())
    }
}

/// What SIMILAR TO finds a text by, anywhere and in any case. ILIKE would ask the database's locale, which
/// may know the case of ASCII letters alone.
fn pattern(text: &str) -> String {
    let characters: String = text.chars().map(in_any_case).collect();
    format!("%{characters}%")
}

fn in_any_case(c: char) -> String {
    if "%_|*+?{}()[]\\".contains(c) {
        return format!("\\{c}");
    }
    let mut cases = String::from(c);
    for other in [single(c.to_lowercase()), single(c.to_uppercase())] {
        cases.extend(other.filter(|other| *other != c));
    }
    if cases.len() == c.len_utf8() {
        cases
    } else {
        format!("[{cases}]")
    }
}

/// The capital of a letter such as ß is two letters, and no class of characters can say that.
fn single(mut cases: impl Iterator<Item = char>) -> Option<char> {
    let first = cases.next();
    first.filter(|_| cases.next().is_none())
}
