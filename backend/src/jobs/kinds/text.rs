//! Reads the text of a document, for searching.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::documents::{Original, Rendition};
use crate::error::Error;
use crate::jobs::{Context, Failure, Job, NewJob, Outcome};
use crate::renditions::{RenderError, Text};
use crate::search;
use crate::storage::Key;

#[derive(Serialize, Deserialize)]
pub(crate) struct ReadText {
    document: Uuid,
}

impl ReadText {
    /// The job for a document; there is one at a time.
    pub(crate) fn of(document: Uuid) -> Result<NewJob, Error> {
        Ok(NewJob::of(&Self { document })?.once(format!("text:{document}")))
    }
}

impl Job for ReadText {
    const KIND: &'static str = "text";

    async fn run(self, context: Context) -> Outcome {
        let (app, id) = (&context.app, self.document);
        let original = app.db.read(move |conn| Original::of(conn, id)).await?;
        let Some(original) = original.filter(|original| original.lacks(Rendition::Text)) else {
            return Ok(None);
        };
        match read(app, id, &original.media_type).await? {
            Ok(text) => {
                let text = cut(text).await?;
                let save = move |conn: &mut _| Rendition::save_text(conn, id, &text);
                app.db.write(save).await?;
                Ok(None)
            }
            Err(RenderError::Refused(refusal)) => {
                let give_up = move |conn: &mut _| Rendition::Text.give_up(conn, id);
                app.db.write(give_up).await?;
                let message = format!("“{}” is found by its name alone: {refusal}.", original.name);
                Err(Failure::for_good(message, format!("{refusal:?}")))
            }
            Err(RenderError::Failed(cause)) => {
                let message = format!("The text of “{}” could not be read.", original.name);
                Err(Failure::for_now(message, cause))
            }
        }
    }
}

/// Waits for its turn before it opens the document: nothing is held meanwhile.
async fn read(
    app: &App,
    document: Uuid,
    media_type: &str,
) -> Result<Result<Text, RenderError>, Error> {
    let _turn = app.turn_to_render().await?;
    let bytes = app
        .storage
        .get_range(&Key::Document(document), None)
        .await?;
    Ok(app.renderer.text(media_type, bytes).await)
}

/// A long text takes some milliseconds, which no async thread has.
async fn cut(text: Text) -> Result<search::Text, Error> {
    let cut = tokio::task::spawn_blocking(move || search::Text::new(text.text));
    cut.await
        .map_err(|error| Error::Internal(error.to_string()))
}
