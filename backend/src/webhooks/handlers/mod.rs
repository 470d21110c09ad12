//! `/api/v1/projects/{project_id}/webhooks` and `/api/v1/webhooks`.

mod deliveries;

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::event;
use super::model::{Changes, NewWebhook, Webhook};
use super::secret::SigningSecret;
use super::target::Target;
use crate::app::App;
use crate::error::{Error, FieldError};
use crate::http::current_user::CurrentUser;
use crate::http::json::{Json, present};
use crate::http::page::{Page, PageQuery};
use crate::http::query::Query;
use crate::http::resource::at;
use crate::http::text::Check;

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/projects/{project_id}/webhooks").get(list).post(create))
        .service(
            at("/webhooks/{webhook_id}")
                .get(show)
                .patch(update)
                .delete(delete),
        )
        .service(at("/webhooks/{webhook_id}/secret").post(replace_secret))
        .service(at("/webhooks/{webhook_id}/deliveries").get(deliveries::list))
        .service(
            at("/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver")
                .post(deliveries::redeliver),
        );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenWebhook {
    url: String,
    events: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WebhookChanges {
    #[serde(default, deserialize_with = "present")]
    url: Option<String>,
    #[serde(default, deserialize_with = "present")]
    events: Option<Vec<String>>,
    #[serde(default, deserialize_with = "present")]
    active: Option<bool>,
}

/// A webhook with its secret, the one time that it is told.
#[derive(Serialize)]
struct WithSecret {
    secret: String,
    #[serde(flatten)]
    webhook: Webhook,
}

async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let (limit, before) = query.0.parse()?;
    let rows = app
        .db
        .read(move |conn| Webhook::page(conn, *project, user.id, before, limit))
        .await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |webhook| webhook.id)))
}

async fn create(
    user: CurrentUser,
    app: web::Data<App>,
    project: web::Path<Uuid>,
    json: Json<GivenWebhook>,
) -> Result<HttpResponse, Error> {
    let mut check = Check::default();
    let target = check.take(target(&app, &json.body.url));
    let events = check.take(event::parse(&json.body.events));
    let (Some(target), Some(events)) = (target, events) else {
        return check.refuse();
    };
    let (id, secret) = (Uuid::now_v7(), SigningSecret::new()?);
    let new = NewWebhook {
        id,
        project: *project,
        target,
        events,
        secret: secret.sealed(&app.vault, id)?,
    };
    let create = move |conn: &mut _| Webhook::create(conn, user.id, &new);
    let webhook = app.db.write(create).await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, format!("/api/v1/webhooks/{id}")))
        .json(WithSecret {
            secret: secret.shown(),
            webhook,
        }))
}

async fn show(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let webhook = app
        .db
        .read(move |conn| Webhook::owned_by(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::Ok().json(webhook))
}

async fn update(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
    json: Json<WebhookChanges>,
) -> Result<HttpResponse, Error> {
    let WebhookChanges {
        url,
        events,
        active,
    } = json.body;
    let mut check = Check::default();
    let target = check.take(url.map(|url| target(&app, &url)).transpose());
    let events = check.take(events.map(|events| event::parse(&events)).transpose());
    let (Some(target), Some(events)) = (target, events) else {
        return check.refuse();
    };
    let changes = Changes {
        target,
        events,
        active,
    };
    let webhook = app
        .db
        .write(move |conn| Webhook::update(conn, *id, user.id, &changes))
        .await?;
    Ok(HttpResponse::Ok().json(webhook))
}

async fn delete(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| Webhook::delete(conn, *id, user.id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn replace_secret(
    user: CurrentUser,
    app: web::Data<App>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Error> {
    let secret = SigningSecret::new()?;
    let sealed = secret.sealed(&app.vault, *id)?;
    let webhook = app
        .db
        .write(move |conn| Webhook::replace_secret(conn, *id, user.id, &sealed))
        .await?;
    Ok(HttpResponse::Ok().json(WithSecret {
        secret: secret.shown(),
        webhook,
    }))
}

/// Receivers without TLS are for developers' machines.
fn target(app: &App, url: &str) -> Result<Target, FieldError> {
    let plain = app.config.environment.is_local();
    Target::parse(url, plain, app.courier.reach())
}
