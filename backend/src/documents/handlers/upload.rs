//! Takes an upload, or says again what became of it.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};
use uuid::Uuid;

use crate::app::App;
use crate::documents::Document;
use crate::documents::store::{Target, store};
use crate::documents::upload::{Upload, fingerprint};
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::idempotency::{self, Claim, IdempotencyKey, Start, created, settle};

pub(super) async fn upload(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    key: IdempotencyKey,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse, Error> {
    let target = Target::open(&app, *project, user.id).await?;
    match idempotency::begin(&app, user.id, key).await? {
        Start::Repeat(saved) => {
            let upload = Upload::begin(form).await?;
            let limit = app.config.max_upload_bytes;
            saved.replay(upload.into_fingerprint(request.path(), limit).await?)
        }
        Start::Fresh(claim) => {
            let path = request.path();
            let made = take(&app, target, form, path, claim.as_ref()).await;
            Ok(created(&settle(claim, made).await?))
        }
    }
}

async fn take(
    app: &App,
    target: Target,
    form: Multipart,
    path: &str,
    claim: Option<&Claim>,
) -> Result<Document, Error> {
    let upload = Upload::begin(form).await?;
    let name = upload.name.clone();
    let answer = |sha256: &[u8]| Some(claim?.answer(fingerprint(path, &name, sha256)));
    store(app, target, upload, answer).await
}
