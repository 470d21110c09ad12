//! The way of an upload: bytes first, then the row, so that a crash leaves an object that nobody knows
//! (the sweeper removes it) and never a row without its bytes.

use std::pin::pin;

use uuid::Uuid;

use super::Document;
use super::model::{NewDocument, room};
use super::upload::Upload;
use crate::app::App;
use crate::error::Error;
use crate::http::idempotency::Answer;
use crate::storage::{Key, PutError};

/// A project that its editor uploads to.
pub(super) struct Target {
    project: Uuid,
    user: Uuid,
    /// Bytes that the project may still take.
    room: u64,
}

impl Target {
    /// Makes sure, before a byte is read, that `user` may upload to `project`.
    pub(super) async fn open(app: &App, project: Uuid, user: Uuid) -> Result<Self, Error> {
        let quota = app.config.project_quota_bytes;
        let room = app
            .db
            .read(move |conn| room(conn, project, user, quota))
            .await?;
        Ok(Self {
            project,
            user,
            room,
        })
    }
}

/// Stores the bytes, then the row; `answer` makes what an `Idempotency-Key` will be told.
pub(super) async fn store(
    app: &App,
    target: Target,
    upload: Upload,
    answer: impl FnOnce(&[u8]) -> Option<Answer>,
) -> Result<Document, Error> {
    refuse_by_type(app, &upload.media_type)?;
    let Target {
        project,
        user,
        room,
    } = target;
    let (quota, largest) = (app.config.project_quota_bytes, app.config.max_upload_bytes);
    let (name, media_type) = (upload.name.clone(), upload.media_type.clone());
    let body = if room < largest {
        upload.into_body(room, Error::QuotaExceeded(quota))
    } else {
        upload.into_body(largest, Error::PayloadTooLarge(largest))
    };
    let id = Uuid::now_v7();
    let stored = match app
        .storage
        .put_stream(&Key::Document(id), &media_type, pin!(body))
        .await
    {
        Ok(stored) => stored,
        Err(PutError::Body(error)) => return Err(error),
        Err(PutError::Storage(error)) => return Err(error.into()),
    };
    let answer = answer(&stored.sha256);
    let new = NewDocument {
        id,
        project_id: project,
        name,
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        media_type,
        sha256: stored.sha256,
        uploaded_by: user,
    };
    let row = app
        .db
        .write(move |conn| Document::create(conn, &new, quota, answer))
        .await;
    if let Err(error) = &row {
        discard(app, id, error).await;
    }
    row
}

/// Without its row the object is of no use. When the database did not answer, the row may be there
/// all the same: then the object stays, and the sweeper decides.
async fn discard(app: &App, id: Uuid, reason: &Error) {
    if matches!(reason, Error::Unavailable { .. } | Error::Internal(_)) {
        return;
    }
    if let Err(error) = app.storage.delete(&Key::Document(id)).await {
        log::warn!("an object without a row is left to the sweeper: {error}");
    }
}

fn refuse_by_type(app: &App, media_type: &str) -> Result<(), Error> {
    let refused = app
        .config
        .refused_media_types
        .iter()
        .any(|refused| refused == media_type);
    if refused {
        return Err(Error::UnsupportedMediaType(format!(
            "Files of type {media_type} are not accepted here."
        )));
    }
    Ok(())
}
