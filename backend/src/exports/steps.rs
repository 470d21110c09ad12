//! Reads the documents of an archive from the storage, one after the other.

use std::sync::Arc;

use futures_util::{Stream, StreamExt, TryFutureExt, TryStreamExt, stream};
use uuid::Uuid;

use super::archive::Step;
use super::entry::Entry;
use crate::app::App;
use crate::error::Error;
use crate::jobs::Failure;
use crate::storage::{Key, StorageError};

/// A document, and what its bytes are called in the storage.
pub(super) type Source = (Uuid, Entry);

/// Everything that an archive has to be told of these documents. The next one is opened when the one
/// before has been read.
pub(super) fn steps(
    app: Arc<App>,
    sources: Vec<Source>,
) -> impl Stream<Item = Result<Step, Failure>> + Send {
    stream::iter(sources).flat_map(move |(id, entry)| {
        let name = entry.name.clone();
        let bytes = bytes(Arc::clone(&app), id).map_err(move |error| unreadable(&name, error));
        let begin = stream::iter([Ok(Step::Begin(entry))]);
        let end = stream::iter([Ok(Step::End)]);
        begin.chain(bytes.map_ok(Step::Append)).chain(end)
    })
}

fn bytes(app: Arc<App>, id: Uuid) -> impl Stream<Item = Result<bytes::Bytes, StorageError>> + Send {
    async move { app.storage.get_range(&Key::Document(id), None).await }.try_flatten_stream()
}

/// A document may have been removed for good since the list was made; the next attempt makes a new one.
fn unreadable(name: &str, error: StorageError) -> Failure {
    match error {
        StorageError::NotFound => Failure::for_now(
            format!("“{name}” was not found in the storage."),
            "its object is gone",
        ),
        error => Error::from(error).into(),
    }
}
