//! Makes the pictures of a document: the thumbnail first, which people see missing, then the preview.

use std::convert::Infallible;

use bytes::Bytes;
use chrono::Utc;
use diesel::{PgConnection, QueryResult};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::documents::{Original, Picture, Rendition};
use crate::error::Error;
use crate::jobs::{Context, Failure, Job, NewJob, Outcome};
use crate::renditions::{self, RenderError, Size};
use crate::storage::{Key, PutError};

#[derive(Serialize, Deserialize)]
pub(crate) struct MakeThumbnail {
    document: Uuid,
}

impl MakeThumbnail {
    /// The job for a document; there is one at a time.
    pub(crate) fn of(document: Uuid) -> Result<NewJob, Error> {
        Ok(NewJob::of(&Self { document })?.once(format!("thumbnail:{document}")))
    }
}

impl Job for MakeThumbnail {
    const KIND: &'static str = "thumbnail";

    async fn run(self, context: Context) -> Outcome {
        let (app, id) = (&context.app, self.document);
        let original = app.db.read(move |conn| Original::of(conn, id)).await?;
        let Some(original) = original else {
            return Ok(None);
        };
        for (size, done) in [(Size::Thumbnail, 50), (Size::Preview, 100)] {
            if original.lacks(Rendition::Picture(size)) {
                make(app, id, &original, size).await?;
            }
            context.progress(done);
        }
        Ok(None)
    }
}

async fn make(app: &App, id: Uuid, original: &Original, size: Size) -> Result<(), Failure> {
    match render(app, id, &original.media_type, size).await? {
        Ok(picture) => {
            let picture = store(app, id, size, picture).await?;
            app.db.write(move |conn| picture.save(conn, size)).await?;
            Ok(())
        }
        Err(RenderError::Refused(refusal)) => {
            app.db.write(move |conn| give_up(conn, id)).await?;
            let message = format!(
                "There is no {} of “{}”: {refusal}.",
                noun(size),
                original.name
            );
            Err(Failure::for_good(message, format!("{refusal:?}")))
        }
        Err(RenderError::Failed(cause)) => {
            let message = format!(
                "The {} of “{}” could not be made.",
                noun(size),
                original.name
            );
            Err(Failure::for_now(message, cause))
        }
    }
}

/// Waits for its turn before it opens the document: nothing is held meanwhile.
async fn render(
    app: &App,
    document: Uuid,
    media_type: &str,
    size: Size,
) -> Result<Result<renditions::Picture, RenderError>, Error> {
    let _turn = app.turn_to_render().await?;
    let bytes = app
        .storage
        .get_range(&Key::Document(document), None)
        .await?;
    Ok(app.renderer.picture(size, media_type, bytes).await)
}

/// What people call it.
fn noun(size: Size) -> &'static str {
    match size {
        Size::Thumbnail => "picture",
        Size::Preview => "preview",
    }
}

/// Where there is no thumbnail, there is no preview either.
fn give_up(conn: &mut PgConnection, document: Uuid) -> QueryResult<()> {
    Rendition::Picture(Size::Thumbnail).give_up(conn, document)?;
    Rendition::Picture(Size::Preview).give_up(conn, document)
}

/// Under a new name each time: an attempt that lost its lease cannot disturb the next.
async fn store(
    app: &App,
    document: Uuid,
    size: Size,
    picture: renditions::Picture,
) -> Result<Picture, Error> {
    let object = Uuid::now_v7();
    let bytes = stream::iter([Ok::<_, Infallible>(Bytes::from(picture.bytes))]);
    let key = Picture::key(size, object);
    let stored = app
        .storage
        .put_stream(&key, &picture.media_type, bytes)
        .await;
    let stored = match stored {
        Ok(stored) => stored,
        Err(PutError::Storage(error)) => return Err(error.into()),
    };
    Ok(Picture {
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
