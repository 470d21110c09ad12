//! Makes a problem document of every error that a layer or the router itself produced.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{Error as ActixError, HttpResponse, ResponseError};

use crate::error::{Error, problem};

/// Turns what the layers below let fall into an answer.
///
/// # Errors
/// None; the type is the layer's.
pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, ActixError> {
    let http = request.request().clone();
    match next.call(request).await {
        Ok(response) => Ok(response.map_into_left_body()),
        Err(error) => Ok(ServiceResponse::new(http, answer(&error)).map_into_right_body()),
    }
}

fn answer(error: &ActixError) -> HttpResponse {
    if let Some(error) = error.as_error::<Error>() {
        return error.error_response();
    }
    match error.as_response_error().status_code() {
        // The session store is the only layer that fails by itself, and only when the database does.
        StatusCode::INTERNAL_SERVER_ERROR => Error::database_unavailable(error).error_response(),
        StatusCode::NOT_FOUND => Error::NotFound.error_response(),
        status if status.is_client_error() => problem(
            StatusCode::BAD_REQUEST,
            "malformed_request",
            format!("{error}."),
            Vec::new(),
        ),
        _ => Error::Internal(error.to_string()).error_response(),
    }
}

/// What the router answers where it knows no address.
pub async fn not_found() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}
