//! What an error looks like on the wire: `application/problem+json` (RFC 9457).

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;

use super::request_id;

/// What is wrong with one field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldError {
    /// The field's name in the request.
    pub field: String,
    /// A word for machines.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

impl FieldError {
    /// Describes one field's problem.
    pub fn new(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            code,
            message: message.into(),
        }
    }
}

/// The body of every answer that is an error.
#[derive(Serialize)]
struct ProblemDocument {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
    code: &'static str,
    request_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// A problem document that no handler made: for a router's own answers.
pub fn problem(
    status: StatusCode,
    code: &'static str,
    detail: String,
    errors: Vec<FieldError>,
) -> HttpResponse {
    let document = ProblemDocument {
        r#type: format!("/api/docs#{code}"),
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        detail,
        code,
        request_id: request_id::current(),
        errors,
    };
    let body = serde_json::to_vec(&document).unwrap_or_default();
    HttpResponse::build(status)
        .content_type("application/problem+json")
        .body(body)
}

static DEBUG: AtomicBool = AtomicBool::new(false);

/// Shows causes in problem documents from now on. `Config` refuses it outside local.
pub fn show_causes() {
    DEBUG.store(true, Ordering::Relaxed);
}

/// Whether causes are shown.
pub fn shows_causes() -> bool {
    DEBUG.load(Ordering::Relaxed)
}
