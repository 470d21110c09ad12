//! The snippets of a page. Its texts are read some at a time, because all of them may be long, and looked
//! through on threads of their own: no query waits for that.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::model::{self, Found};
use super::snippet::snippet;
use super::terms::Terms;
use crate::app::App;
use crate::error::Error;
use crate::threads::Undone;

/// Texts that one search has in memory, at most.
const AT_ONCE: usize = 10;

/// By document; one without a hit in its text has none.
pub(super) struct Snippets(HashMap<Uuid, String>);

impl Snippets {
    /// Those of what was found.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait, or a database that does not answer.
    pub(super) async fn of(app: &App, found: &[Found], terms: Terms) -> Result<Self, Error> {
        let terms = Arc::new(terms);
        let mut snippets = HashMap::new();
        for some in found.chunks(AT_ONCE) {
            let ids: Vec<Uuid> = some.iter().map(|found| found.document.id).collect();
            let texts = app.db.read(move |conn| model::texts(conn, &ids)).await?;
            let terms = Arc::clone(&terms);
            let look = move || all(texts, &terms);
            snippets.extend(app.searching.run(look).await.map_err(undone)?);
        }
        Ok(Self(snippets))
    }

    /// That of a document.
    pub(super) fn take(&mut self, found: &Found) -> Option<String> {
        self.0.remove(&found.document.id)
    }
}

fn all(texts: Vec<(Uuid, String)>, terms: &Terms) -> Vec<(Uuid, String)> {
    let snippets = texts
        .into_iter()
        .map(|(id, text)| (id, snippet(&text, terms)));
    let found = snippets.filter_map(|(id, snippet)| Some((id, snippet?)));
    found.collect()
}

fn undone(undone: Undone) -> Error {
    match undone {
        Undone::Busy => Error::Unavailable {
            part: "The search",
            cause: "too many texts to look through".to_owned(),
        },
        Undone::Panicked(panic) => Error::Internal(format!("a snippet: {panic}")),
    }
}
