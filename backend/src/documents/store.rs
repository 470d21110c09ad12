//! The way of an upload: bytes first, then the row, so that a crash leaves an object that nobody knows
//! (the sweeper removes it) and never a row without its bytes.

use std::pin::pin;

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use uuid::Uuid;

use super::Document;
use super::model::{NewDocument, room};
use super::upload::{Upload, fingerprint};
use crate::app::App;
use crate::error::Error;
use crate::http::idempotency::{self, Claim, IdempotencyKey, Start, created};
use crate::storage::{Key, PutError};

/// Stores one file and answers with its document.
pub(super) async fn upload(
    app: &App,
    user: Uuid,
    project: Uuid,
    key: IdempotencyKey,
    path: &str,
    form: Multipart,
) -> Result<HttpResponse, Error> {
    let quota = app.config.project_quota_bytes;
    let room = app
        .db
        .read(move |conn| room(conn, project, user, quota))
        .await?;
    match idempotency::begin(app, user, key).await? {
        Start::Repeat(saved) => {
            let upload = Upload::begin(form).await?;
            saved.replay(
                upload
                    .into_fingerprint(path, app.config.max_upload_bytes)
                    .await?,
            )
        }
        Start::Fresh(claim) => {
            let upload = Upload::begin(form).await?;
            let document = store(app, user, project, upload, room, |name, hash| {
                claim
                    .as_ref()
                    .map(|claim: &Claim| claim.answer(fingerprint(path, name, hash)))
            })
            .await?;
            Ok(created(&document))
        }
    }
}

async fn store(
    app: &App,
    user: Uuid,
    project: Uuid,
    upload: Upload,
    room: u64,
    answer: impl FnOnce(&super::name::DocumentName, &[u8]) -> Option<idempotency::Answer>,
) -> Result<Document, Error> {
    let (quota, largest) = (app.config.project_quota_bytes, app.config.max_upload_bytes);
    refuse_by_type(app, &upload.media_type)?;
    let (name, media_type) = (upload.name.clone(), upload.media_type.clone());
    let body = if room < largest {
        upload.into_body(room, Error::QuotaExceeded, quota)
    } else {
        upload.into_body(largest, Error::PayloadTooLarge, largest)
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
    let answer = answer(&name, &stored.sha256);
    let size = i64::try_from(stored.size).unwrap_or(i64::MAX);
    let new = NewDocument {
        id,
        project_id: project,
        name,
        size,
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
