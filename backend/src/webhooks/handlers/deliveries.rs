//! What was sent, and sending it again.

use actix_web::{HttpResponse, web};
use uuid::Uuid;

use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::page::{Page, PageQuery};
use crate::http::query::Query;
use crate::webhooks::model::Delivery;

pub(super) async fn list(
    user: CurrentUser,
    app: web::Data<App>,
    webhook: web::Path<Uuid>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    let (limit, before) = query.0.parse()?;
    let rows = app
        .db
        .read(move |conn| Delivery::page(conn, *webhook, user.id, before, limit))
        .await?;
    Ok(HttpResponse::Ok().json(Page::cut(rows, limit, |delivery| delivery.id)))
}

pub(super) async fn redeliver(
    user: CurrentUser,
    app: web::Data<App>,
    ids: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Error> {
    let delivery = app
        .db
        .write(move |conn| Delivery::repeat(conn, *ids, user.id))
        .await?;
    Ok(HttpResponse::Accepted().json(delivery))
}
