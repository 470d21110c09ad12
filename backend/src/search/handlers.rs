//! `/api/v1/search`.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::model::{self, Found, Place, ProjectName, Wanted};
use super::snippets::Snippets;
use super::terms::Terms;
use crate::app::App;
use crate::documents::Document;
use crate::error::{Error, FieldError};
use crate::http::current_user::CurrentUser;
use crate::http::page::{self, Page};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::http::text::Check;

/// Documents of a page, at most: each may have a text to be looked through.
const MAX_LIMIT: i64 = 50;

/// The room's address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/search").get(search));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SearchQuery {
    q: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

#[derive(Serialize)]
struct Hit {
    document: Document,
    project: ProjectName,
    snippet: Option<String>,
}

async fn search(
    user: CurrentUser,
    app: web::Data<App>,
    query: Query<SearchQuery>,
) -> Result<HttpResponse, Error> {
    let mut check = Check::default();
    let terms = check.take(Terms::parse(query.0.q.as_deref()));
    let limit = check.take(page::limit_up_to(MAX_LIMIT, query.0.limit));
    let after = check.take(place(query.0.cursor.as_deref()));
    let (Some(terms), Some(limit), Some(after)) = (terms, limit, after) else {
        return check.refuse();
    };
    let wanted = Wanted {
        terms: terms.clone(),
        after,
        limit,
    };
    let asked_by = user.id;
    let found = app
        .db
        .read(move |conn| model::find(conn, asked_by, &wanted))
        .await?;
    let page = Page::cut(found, limit, |found| found.place);
    let mut snippets = Snippets::of(&app, &page.items, terms).await?;
    let hits = page.try_map(|found| {
        let snippet = snippets.take(&found);
        Hit::tell(found, snippet, &user, &app)
    });
    Ok(HttpResponse::Ok().json(hits?))
}

/// Reads a cursor; one with a rank that nothing has is none of ours.
fn place(cursor: Option<&str>) -> Result<Option<Place>, FieldError> {
    let place: Option<Place> = page::cursor(cursor)?;
    match place {
        Some(Place { rank, .. }) if !(0..=2).contains(&rank) => Err(page::foreign_cursor()),
        place => Ok(place),
    }
}

impl Hit {
    fn tell(
        found: Found,
        snippet: Option<String>,
        user: &CurrentUser,
        app: &App,
    ) -> Result<Self, Error> {
        Ok(Self {
            document: found.document.told_to(user, app)?,
            project: found.project,
            snippet,
        })
    }
}
