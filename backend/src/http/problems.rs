//! Makes a problem document of an error that a layer let fall. Handlers' errors never come this far.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{Error as ActixError, HttpResponse, ResponseError};

use super::problem::problem;
use super::{headers, request_id};
use crate::error::Error;

/// Gives the error an answer with all headers: the layers further out see no response to add them to.
///
/// # Errors
/// The error of the layers below, as a problem document.
pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, ActixError> {
    let secure = headers::is_secure(&request);
    next.call(request).await.map_err(|error| {
        let mut response = answer(&error);
        headers::complete(response.headers_mut(), headers::Kind::Data, secure);
        request_id::echo(response.headers_mut());
        InternalError::from_response(error, response).into()
    })
}

fn answer(error: &ActixError) -> HttpResponse {
    if let Some(error) = error.as_error::<Error>() {
        return error.error_response();
    }
    match error.as_response_error().status_code() {
        // The session store is the only layer that fails by itself, and only when the database does.
        // It has logged the cause, which does not come this far.
        StatusCode::INTERNAL_SERVER_ERROR => Error::database_unavailable(error).error_response(),
        StatusCode::NOT_FOUND => Error::NotFound.error_response(),
        status if status.is_client_error() => {
            let detail = format!("{error}.");
            problem(
                StatusCode::BAD_REQUEST,
                "malformed_request",
                detail,
                Vec::new(),
            )
        }
        _ => Error::Internal(error.to_string()).error_response(),
    }
}

/// What the router answers where it knows no address.
///
/// # Errors
/// Always [`Error::NotFound`].
pub async fn not_found() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}
