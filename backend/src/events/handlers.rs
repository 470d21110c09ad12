//! `/api/v1/events`.

use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};

use super::Who;
use crate::app::App;
use crate::error::Error;
use crate::http::current_user::CurrentUser;
use crate::http::resource::at;

const LAST_EVENT_ID: &str = "last-event-id";

/// The room's addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/events").get(stream));
}

async fn stream(
    user: CurrentUser,
    app: web::Data<App>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let mut answer = HttpResponse::Ok();
    // Nobody on the way may keep it, pack it, or wait until it is worth passing on.
    answer
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"));
    if request.method() == Method::HEAD {
        return Ok(answer.finish());
    }
    let who = Who {
        user: user.id,
        session: user.session_id,
        until: user.until,
    };
    let stream = app.events.open(&app.db, who, last_event(&request)).await?;
    Ok(answer.streaming(stream))
}

/// What is no id is as unknown as one that was never given out.
fn last_event(request: &HttpRequest) -> Option<i64> {
    let value = request.headers().get(LAST_EVENT_ID)?;
    let id = value.to_str().ok().and_then(|text| text.parse().ok());
    Some(id.unwrap_or(-1))
}
