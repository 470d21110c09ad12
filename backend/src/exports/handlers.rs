//! `/api/v1/projects/{id}/exports`.

use actix_web::{HttpRequest, HttpResponse, web};
use uuid::Uuid;

use super::model;
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::idempotency::{self, IdempotencyKey};
use crate::http::json::fingerprint;
use crate::http::resource::at;

/// The room's address.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/projects/{project_id}/exports").post(create));
}

async fn create(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    key: IdempotencyKey,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (db, fingerprint) = (&app.db, fingerprint(request.method(), request.path(), b""));
    idempotency::once(&app, user.id, key, fingerprint, |answer| {
        db.write(move |conn| model::ask(conn, *project, user.id, answer))
    })
    .await
}
