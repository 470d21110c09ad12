//! `/api/v1/projects/{project_id}/members`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Member, UNKNOWN_PERSON};
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::idempotency::{self, IdempotencyKey};
use crate::http::json::Json;
use crate::http::page::{Moment, Page, PageQuery};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::projects::Role;
use crate::users::Email;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/projects/{project_id}/members").get(list).post(add))
        .service(
            at("/projects/{project_id}/members/{user_id}")
                .patch(change)
                .delete(remove),
        );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMember {
    email: String,
    role: Role,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberChanges {
    role: Role,
}

async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let (limit, after) = query.0.parse::<(Moment, Uuid)>()?;
    let after = after.map(|(Moment(added_at), id)| (added_at, id));
    let rows = app
        .db
        .read(move |conn| Member::page(conn, *project, user.id, after, limit))
        .await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |member| {
        (Moment(member.added_at), member.user.id)
    })))
}

async fn add(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    key: IdempotencyKey,
    json: Json<NewMember>,
) -> Result<HttpResponse, Error> {
    let email = Email::parse("email", &json.body.email)?;
    let (app, role) = (&app, json.body.role);
    idempotency::once(app, user.id, key, json.fingerprint, |answer| async move {
        let attempt = app.throttles.person(user.id).await?;
        let add = move |conn: &mut _| Member::add(conn, *project, user.id, (&email, role), answer);
        let added = app.db.write(add).await;
        if is_about_nobody(&added) {
            attempt.failed();
        }
        added
    })
    .await
}

/// Whether the answer tells that nobody has the address.
fn is_about_nobody<T>(added: &Result<T, Error>) -> bool {
    matches!(added, Err(Error::Invalid(fields)) if fields.iter().any(|one| one.code == UNKNOWN_PERSON))
}

async fn change(
    user: CurrentUser,
    app: web::Data<App>,
    path: web::Path<(Uuid, Uuid)>,
    json: Json<MemberChanges>,
) -> Result<HttpResponse, Error> {
    let ((project, member), role) = (path.into_inner(), json.body.role);
    let member = app
        .db
        .write(move |conn| Member::change(conn, project, user.id, member, role))
        .await?;
    Ok(HttpResponse::Ok().json(member))
}

async fn remove(
    user: CurrentUser,
    app: web::Data<App>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Error> {
    let (project, member) = path.into_inner();
    app.db
        .write(move |conn| Member::remove(conn, project, user.id, member))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
