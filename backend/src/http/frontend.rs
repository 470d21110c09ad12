//! Serves the front end where there is no Caddy, with the same rules as the Caddyfile.

use std::path::{Path, PathBuf};

use actix_files::NamedFile;
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::middleware::Compress;
use actix_web::{HttpRequest, HttpResponse, web};

use super::headers::is_api;
use super::resource::method_not_allowed;
use crate::app::App;
use crate::error::Error;

/// Everything that is not below `/api`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::scope("")
            .wrap(Compress::default())
            .default_service(web::to(page)),
    );
}

async fn page(request: HttpRequest, app: web::Data<App>) -> Result<HttpResponse, Error> {
    let Some(root) = app
        .config
        .frontend_dir
        .as_deref()
        .filter(|_| !is_api(request.path()))
    else {
        return Err(Error::NotFound);
    };
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Ok(method_not_allowed("GET, HEAD"));
    }
    let (path, cache) = resolve(root, request.path());
    let Some(path) = path else {
        return Ok(missing());
    };
    let Ok(Ok(file)) = web::block(move || NamedFile::open(path)).await else {
        return Ok(missing());
    };
    let mut response = file.disable_content_disposition().into_response(&request);
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(response)
}

/// The file behind an address, and how long it may be kept. Names carry no hash, so a browser asks
/// again each time, and mostly hears that nothing changed.
fn resolve(root: &Path, path: &str) -> (Option<PathBuf>, &'static str) {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let segments: Vec<&str> = decoded
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    if is_private(&segments) {
        return (None, "no-cache");
    }
    let is_file = segments.last().is_some_and(|last| last.contains('.'));
    if !is_file {
        return (Some(root.join("index.html")), "no-cache");
    }
    let cache = match segments[0] {
        "vendor" => "public, max-age=604800",
        first if first.starts_with("favicon.") => "public, max-age=86400",
        _ => "no-cache",
    };
    (
        Some(
            segments
                .iter()
                .fold(root.to_owned(), |path, segment| path.join(segment)),
        ),
        cache,
    )
}

/// What lies in the folder but is nobody's business: and nothing outside of the folder at all.
fn is_private(segments: &[&str]) -> bool {
    let hidden = segments
        .iter()
        .any(|segment| segment.starts_with('.') || segment.contains(['\\', '\0']));
    hidden
        || matches!(
            segments.first(),
            Some(&"package.json" | &"package-lock.json" | &"tests" | &"node_modules")
        )
}

fn missing() -> HttpResponse {
    HttpResponse::NotFound()
        .insert_header((CACHE_CONTROL, "no-cache"))
        .content_type("text/plain; charset=utf-8")
        .body("There is nothing here.\n")
}
