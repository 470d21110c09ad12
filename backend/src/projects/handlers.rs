//! `/api/v1/projects`.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use uuid::Uuid;

use super::Project;
use super::model::Changes;
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::idempotency::{self, IdempotencyKey};
use crate::http::json::{Json, present};
use crate::http::page::{Moment, Page, PageQuery};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::http::text::{self, Check, MAX_DESCRIPTION, MAX_PROJECT_NAME};

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/projects").get(list).post(create))
        .service(
            at("/projects/{project_id}")
                .get(show)
                .patch(update)
                .delete(delete),
        );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewProject {
    name: String,
    #[serde(default)]
    description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectChanges {
    #[serde(default, deserialize_with = "present")]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    description: Option<String>,
}

async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let (limit, after) = query.0.parse::<(Moment, Uuid)>()?;
    let after = after.map(|(Moment(created_at), id)| (created_at, id));
    let rows = app
        .db
        .read(move |conn| Project::page(conn, user.id, after, limit))
        .await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |project| {
        (Moment(project.created_at), project.id)
    })))
}

async fn create(
    user: CurrentUser,
    app: web::Data<App>,
    key: IdempotencyKey,
    json: Json<NewProject>,
) -> Result<HttpResponse, Error> {
    let mut check = Check::default();
    let name = check.take(text::line("name", &json.body.name, MAX_PROJECT_NAME));
    let description = check.take(text::paragraph(
        "description",
        &json.body.description,
        MAX_DESCRIPTION,
    ));
    let (Some(name), Some(description)) = (name, description) else {
        return check.refuse();
    };
    let db = &app.db;
    idempotency::once(&app, user.id, key, json.fingerprint, |answer| {
        db.write(move |conn| Project::create(conn, &name, &description, user.id, answer))
    })
    .await
}

async fn show(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let project = app
        .db
        .read(move |conn| Project::visible_to(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::Ok().json(project))
}

async fn update(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    json: Json<ProjectChanges>,
) -> Result<HttpResponse, Error> {
    let ProjectChanges { name, description } = json.body;
    let mut check = Check::default();
    let name = check.take(
        name.map(|name| text::line("name", &name, MAX_PROJECT_NAME))
            .transpose(),
    );
    let description = check.take(
        description
            .map(|text| text::paragraph("description", &text, MAX_DESCRIPTION))
            .transpose(),
    );
    let (Some(name), Some(description)) = (name, description) else {
        return check.refuse();
    };
    let changes = Changes { name, description };
    let project = app
        .db
        .write(move |conn| Project::update(conn, *id, user.id, &changes))
        .await?;
    Ok(HttpResponse::Ok().json(project))
}

async fn delete(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| Project::delete(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
