//! One log line and one measurement for each answer.

use std::net::IpAddr;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

use super::address::client_address;
use super::current_user::AnsweredUser;
use crate::app::App;

/// Everything below this is a signed address: whoever has it may read.
const SIGNED: &str = "/api/v1/content/";

/// What must be known before the layers below take the request.
struct Line {
    app: web::Data<App>,
    started: Instant,
    method: Method,
    path: String,
    address: IpAddr,
}

/// Logs and counts the request when its head is answered.
///
/// # Errors
/// Those of the layers below.
pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let Some(line) = Line::begin(&request) else {
        return next.call(request).await;
    };
    let answer = next.call(request).await;
    match &answer {
        Ok(response) => {
            let pattern = response.request().match_pattern();
            let user = response
                .request()
                .extensions()
                .get::<AnsweredUser>()
                .map(|user| user.0);
            line.end(
                response.status(),
                pattern.as_deref(),
                user.map(|user| user.to_string()),
            );
        }
        Err(error) => line.end(error.as_response_error().status_code(), None, None),
    }
    answer
}

impl Line {
    fn begin(request: &ServiceRequest) -> Option<Self> {
        let app = request.app_data::<web::Data<App>>()?.clone();
        let secret = request.path().starts_with(SIGNED);
        Some(Self {
            started: Instant::now(),
            method: request.method().clone(),
            path: if secret {
                format!("{SIGNED}…")
            } else {
                request.path().to_owned()
            },
            address: client_address(request.request(), &app.config.trusted_proxies),
            app,
        })
    }

    fn end(self, status: StatusCode, pattern: Option<&str>, user: Option<String>) {
        let elapsed = self.started.elapsed();
        self.app
            .metrics
            .answered(&self.method, pattern, status, elapsed);
        log::info!(
            method = self.method.as_str(),
            path = self.path.as_str(),
            status = status.as_u16(),
            ms = elapsed.as_secs_f64() * 1000.0,
            address:% = self.address,
            user = user.as_deref().unwrap_or("-");
            "{} {} {}", self.method, self.path, status.as_u16()
        );
    }
}
