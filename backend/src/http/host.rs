//! Answers only under our own names: a foreign `Host` could poison links and caches.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{RequestHead, ServiceRequest, ServiceResponse};
use actix_web::http::header::HOST;
use actix_web::middleware::Next;
use actix_web::{Error as ActixError, ResponseError, web};

use crate::app::App;
use crate::error::Error;

/// Refuses hosts that are not in `ALLOWED_HOSTS`; health checks come by address and are exempt.
///
/// # Errors
/// Those of the layers below.
pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, ActixError> {
    if is_allowed(&request) {
        return next
            .call(request)
            .await
            .map(ServiceResponse::map_into_left_body);
    }
    let refusal = Error::Misdirected.error_response();
    Ok(request.into_response(refusal).map_into_right_body())
}

fn is_allowed(request: &ServiceRequest) -> bool {
    if request.path().starts_with("/api/health/") {
        return true;
    }
    let Some(app) = request.app_data::<web::Data<App>>() else {
        return false;
    };
    // The port does not matter: behind a proxy it is not ours.
    let host = without_port(asked(request.head())).to_lowercase();
    app.config.allowed_hosts.contains(&host)
}

/// The host that was asked, with its port; empty where the request names none. What a client writes
/// into `X-Forwarded-Host` or `Forwarded` counts for nothing: scripts can write these.
pub fn asked(request: &RequestHead) -> &str {
    if let Some(authority) = request.uri.authority() {
        return authority.as_str();
    }
    let host = request.headers().get(HOST);
    host.and_then(|host| host.to_str().ok()).unwrap_or_default()
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') =>
        {
            name
        }
        _ => host,
    }
}
