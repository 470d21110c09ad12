//! `/api/v1/projects/{project_id}/reports`.

use actix_web::{HttpRequest, HttpResponse, web};
use uuid::Uuid;

use super::model;
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::idempotency::{self, IdempotencyKey};
use crate::http::json::fingerprint;
use crate::http::resource::at;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/projects/{project_id}/reports").post(create));
}

async fn create(
    user: CurrentUser,
    app: web::Data<App>,
    key: IdempotencyKey,
    project: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (db, project) = (&app.db, *project);
    let fingerprint = fingerprint(request.method(), request.path(), b"");
    idempotency::once(&app, user.id, key, fingerprint, |answer| {
        db.write(move |conn| model::ask(conn, project, user.id, answer))
    })
    .await
}
