//! One log line and one measurement for each answer.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

use super::address::client_address;
use super::current_user::AnsweredUser;
use crate::app::App;

/// Logs the request when its head is answered. Paths with a secret in them appear as their pattern.
///
/// # Errors
/// Those of the layers below.
pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let started = Instant::now();
    let response = next.call(request).await?;
    let request = response.request();
    let Some(app) = request.app_data::<web::Data<App>>() else {
        return Ok(response);
    };
    let elapsed = started.elapsed();
    let pattern = request.match_pattern();
    app.metrics.answered(
        request.method(),
        pattern.as_deref(),
        response.status(),
        elapsed,
    );

    let secret = pattern
        .as_deref()
        .is_some_and(|pattern| pattern.contains("{token}"));
    let path = pattern
        .filter(|_| secret)
        .unwrap_or_else(|| request.path().to_owned());
    let user = request
        .extensions()
        .get::<AnsweredUser>()
        .map(|user| user.0.to_string());
    log::info!(
        method = request.method().as_str(),
        path = path.as_str(),
        status = response.status().as_u16(),
        ms = elapsed.as_secs_f64() * 1000.0,
        address:% = client_address(request, &app.config.trusted_proxies),
        user = user.as_deref().unwrap_or("-");
        "{} {} {}", request.method(), path, response.status().as_u16()
    );
    Ok(response)
}
