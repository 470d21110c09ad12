//! The security headers of everything that this process answers. The Caddyfile says the same for what
//! Caddy answers; a test asks both.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};

use crate::app::App;

/// For pages: everything from our own origin, nothing inline.
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    manifest-src 'self'";

/// For data, which no browser should ever render.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

const EVERYWHERE: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

const ON_PAGES: &[(&str, &str)] = &[
    ("content-security-policy", PAGE_POLICY),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

const ON_DATA: &[(&str, &str)] = &[
    ("content-security-policy", DATA_POLICY),
    ("cache-control", "no-store"),
];

const HSTS: &[(&str, &str)] = &[("strict-transport-security", "max-age=31536000")];

/// What an answer is, as far as headers go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something a browser shows.
    Page,
    /// JSON and problem documents.
    Data,
}

/// Adds what the answer does not say itself.
///
/// # Errors
/// Those of the layers below.
pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let is_page = !is_api(request.path()) || request.path() == "/api/docs";
    let secure = is_secure(&request);
    let mut response = next.call(request).await?;
    complete(
        response.headers_mut(),
        if is_page { Kind::Page } else { Kind::Data },
        secure,
    );
    Ok(response)
}

/// Adds the headers of a kind of answer, where they are not set.
pub fn complete(headers: &mut HeaderMap, kind: Kind, secure: bool) {
    add(headers, EVERYWHERE);
    add(
        headers,
        if kind == Kind::Page {
            ON_PAGES
        } else {
            ON_DATA
        },
    );
    if secure {
        add(headers, HSTS);
    }
}

/// Whether people reach this installation by https.
pub fn is_secure(request: &ServiceRequest) -> bool {
    request
        .app_data::<web::Data<App>>()
        .is_some_and(|app| app.config.public_url.scheme() == "https")
}

/// Whether a path belongs to the API, unknown addresses below it included.
pub fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn add(headers: &mut HeaderMap, list: &[(&'static str, &'static str)]) {
    for (name, value) in list {
        if !headers.contains_key(*name) {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
    }
}
