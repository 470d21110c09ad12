//! Answers only under our own names: a foreign `Host` could poison links and caches.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
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
    let info = request.connection_info();
    // The port does not matter: behind a proxy it is not ours.
    let host = without_port(info.host()).to_lowercase();
    app.config.allowed_hosts.contains(&host)
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
