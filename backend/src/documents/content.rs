//! A document's bytes, for members and for signed addresses.

use actix_web::{HttpRequest, HttpResponse};

use super::Document;
use crate::app::App;
use crate::error::Error;
use crate::http::content::{self, Content};
use crate::storage::Key;

/// Answers with the content of a document that the caller may see.
pub(super) async fn respond(
    request: &HttpRequest,
    app: &App,
    document: Document,
    attachment: bool,
) -> Result<HttpResponse, Error> {
    let content = Content {
        key: Key::Document(document.id),
        size: document.size.unsigned_abs(),
        sha256: document.sha256,
        media_type: document.media_type,
        name: document.name,
        created_at: document.created_at,
        attachment,
    };
    content::respond(request, &app.storage, content).await
}
