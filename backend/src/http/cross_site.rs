//! Guards the two addresses that read a cookie against requests that another site made.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use url::Url;

use super::host;
use crate::app::App;
use crate::error::Error;

/// Proof that the request came from our own pages: `Sec-Fetch-Site: same-origin`, which scripts
/// cannot write, or an `Origin` that is ours.
pub struct SameSite;

impl FromRequest for SameSite {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let ours = match text(request, "sec-fetch-site") {
            Some(site) => site == "same-origin",
            None => text(request, header::ORIGIN.as_str())
                .is_some_and(|origin| is_ours(request, origin)),
        };
        ready(if ours {
            Ok(Self)
        } else {
            Err(Error::CrossSite)
        })
    }
}

fn text<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}

/// The public address, or the host that was asked: it is one of ours, or it would have been refused.
fn is_ours(request: &HttpRequest, origin: &str) -> bool {
    let Ok(origin) = Url::parse(origin) else {
        return false;
    };
    let public = request
        .app_data::<web::Data<App>>()
        .map(|app| app.config.public_url.origin());
    if public.is_some_and(|public| public == origin.origin()) {
        return true;
    }
    let named = &origin[url::Position::BeforeHost..url::Position::AfterPort];
    matches!(origin.scheme(), "http" | "https") && named == host::asked(request.head())
}
