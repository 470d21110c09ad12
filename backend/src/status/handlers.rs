//! `/api/health`, `/api/version`, `/api/openapi.json` and `/api/docs`.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::OPENAPI_JSON;
use super::readiness::{Status, readiness};
use crate::app::App;
use crate::error::Error;
use crate::http::query::Query;
use crate::http::resource::at;

const DOCS: &str = include_str!("docs.html");

/// The room's addresses, outside of `/v1`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/health/live").get(live))
        .service(at("/health/ready").get(ready))
        .service(at("/version").get(version))
        .service(at("/openapi.json").get(openapi))
        .service(at("/docs").get(docs));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadyQuery {
    #[serde(default)]
    strict: Option<String>,
}

#[derive(Serialize)]
struct Version<'a> {
    version: &'static str,
    commit: &'a str,
}

#[derive(Serialize)]
struct Live {
    status: Status,
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Live { status: Status::Ok })
}

/// Any trouble is red for a deploy gate or a monitor (`?strict=1`), but not for a proxy.
async fn ready(app: web::Data<App>, query: Query<ReadyQuery>) -> Result<HttpResponse, Error> {
    let strict = match query.0.strict.as_deref() {
        None | Some("0") => false,
        Some("1") => true,
        Some(_) => return Err(Error::field("strict", "malformed", "0 or 1.")),
    };
    let readiness = readiness(&app).await;
    let red =
        readiness.status == Status::Unavailable || strict && readiness.status == Status::Degraded;
    let mut response = if red {
        HttpResponse::ServiceUnavailable()
    } else {
        HttpResponse::Ok()
    };
    if red {
        response.insert_header((header::RETRY_AFTER, "2"));
    }
    Ok(response.json(readiness))
}

async fn version(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok().json(Version {
        version: env!("CARGO_PKG_VERSION"),
        commit: &app.config.commit,
    })
}

async fn openapi() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(OPENAPI_JSON)
}

async fn docs() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(DOCS)
}
