//! One id per request: accepted or made, in every log line and error, and echoed as `X-Request-Id`.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use uuid::Uuid;

/// The header's name.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is accepted from a client.
const MAX_LENGTH: usize = 128;

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that is being answered; empty outside of requests.
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// Lets `work` know the id although it runs on another thread.
pub fn carried<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    let id = current();
    move || CURRENT.sync_scope(id, work)
}

/// Lets `work`, which is no request, have an id of its own in the log.
pub async fn scope<T>(id: String, work: impl Future<Output = T>) -> T {
    CURRENT.scope(id, work).await
}

/// The outermost layer.
///
/// # Errors
/// Those of the layers below.
pub async fn layer<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let id = accepted(&request).unwrap_or_else(|| Uuid::now_v7().to_string());
    let answer = async {
        let mut response = next.call(request).await?;
        echo(response.headers_mut());
        Ok(response)
    };
    CURRENT.scope(id, answer).await
}

/// Names the current request in the headers of its answer.
pub fn echo(headers: &mut HeaderMap) {
    if let Ok(value) = HeaderValue::from_str(&current()) {
        headers.insert(HEADER, value);
    }
}

fn accepted(request: &ServiceRequest) -> Option<String> {
    let id = request.headers().get(HEADER)?.to_str().ok()?;
    let fits =
        (1..=MAX_LENGTH).contains(&id.len()) && id.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    fits.then(|| id.to_owned())
}
