//! Makes the small picture of a document.

use std::convert::Infallible;

use bytes::Bytes;
use chrono::Utc;
use futures_util::stream;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::documents::Thumbnail;
use crate::error::Error;
use crate::jobs::{Context, Failure, Job, Outcome};
use crate::renditions::{Picture, RenderError, Size};
use crate::storage::{Key, PutError};

#[derive(Serialize, Deserialize)]
pub(crate) struct MakeThumbnail {
    pub(crate) document: Uuid,
}

impl Job for MakeThumbnail {
    const KIND: &'static str = "thumbnail";

    async fn run(self, context: Context) -> Outcome {
        let (app, id) = (&context.app, self.document);
        let original = app.db.read(move |conn| Thumbnail::wanted(conn, id)).await?;
        let Some(original) = original else {
            return Ok(None);
        };
        match render(app, id, &original.media_type).await? {
            Ok(picture) => {
                let thumbnail = store(app, id, picture).await?;
                app.db.write(move |conn| thumbnail.save(conn)).await?;
                Ok(None)
            }
            Err(RenderError::Refused(refusal)) => {
                app.db
                    .write(move |conn| Thumbnail::give_up(conn, id))
                    .await?;
                let message = format!("There is no picture of “{}”: {refusal}.", original.name);
                Err(Failure::for_good(message, format!("{refusal:?}")))
            }
            Err(RenderError::Failed(cause)) => {
                let message = format!("The picture of “{}” could not be made.", original.name);
                Err(Failure::for_now(message, cause))
            }
        }
    }
}

/// Waits for its turn before it opens the document: nothing is held meanwhile.
async fn render(
    app: &App,
    document: Uuid,
    media_type: &str,
) -> Result<Result<Picture, RenderError>, Error> {
    let turn = app.rendering.acquire().await;
    let _turn = turn.map_err(|closed| Error::Internal(closed.to_string()))?;
    let bytes = app
        .storage
        .get_range(&Key::Document(document), None)
        .await?;
    Ok(app
        .renderer
        .picture(Size::Thumbnail, media_type, bytes)
        .await)
}

/// Under a new name each time: an attempt that lost its lease cannot disturb the next.
async fn store(app: &App, document: Uuid, picture: Picture) -> Result<Thumbnail, Error> {
    let object = Uuid::now_v7();
    let bytes = stream::iter([Ok::<_, Infallible>(Bytes::from(picture.bytes))]);
    let stored = app
        .storage
        .put_stream(&Key::Thumbnail(object), &picture.media_type, bytes)
        .await;
    let stored = match stored {
        Ok(stored) => stored,
        Err(PutError::Storage(error)) => return Err(error.into()),
    };
    Ok(Thumbnail {
        document_id: document,
        object,
        media_type: picture.media_type,
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        sha256: stored.sha256.to_vec(),
        width: i32::try_from(picture.width).unwrap_or(i32::MAX),
        height: i32::try_from(picture.height).unwrap_or(i32::MAX),
        created_at: Utc::now(),
    })
}
