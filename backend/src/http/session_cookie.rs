//! The session's cookie: which routes see it, how it looks, which keys sign it.

use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, CookieJar, Key, SameSite, time::Duration};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{COOKIE, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};

use super::session_store::PostgresStore;
use crate::app::App;
use crate::auth::model::SESSION_DAYS;

/// The cookie's name.
pub const NAME: &str = "quayside_session";

/// The addresses that the browser sends it to.
const PATH: &str = "/api/v1/auth";

/// Reads and writes the cookie for the routes below `/api/v1/auth`, and for no others.
pub fn sessions(app: &web::Data<App>) -> SessionMiddleware<PostgresStore> {
    let lifetime = PersistentSession::default().session_ttl(Duration::days(SESSION_DAYS.into()));
    SessionMiddleware::builder(PostgresStore(app.clone()), keys(app).swap_remove(0))
        .cookie_name(NAME.to_owned())
        .cookie_path(PATH.to_owned())
        .cookie_same_site(SameSite::Strict)
        .cookie_secure(!app.config.environment.is_local())
        .cookie_content_security(CookieContentSecurity::Signed)
        .session_lifecycle(lifetime)
        .build()
}

/// Takes the cookie away from a browser.
pub fn removal(app: &App) -> Cookie<'static> {
    let mut cookie = Cookie::build(NAME, "")
        .path(PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(!app.config.environment.is_local())
        .finish();
    cookie.make_removal();
    cookie
}

/// actix-session knows one key, but a ring has several: a cookie signed with an older one is signed
/// anew before actix-session sees it.
///
/// # Errors
/// Those of the layers below.
pub async fn accept_older_keys<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if let Some(header) = resigned(&request) {
        request.headers_mut().insert(COOKIE, header);
    }
    next.call(request).await
}

fn resigned(request: &ServiceRequest) -> Option<HeaderValue> {
    let app = request.app_data::<web::Data<App>>()?;
    let cookie = sent(request)?;
    let keys = keys(app);
    let mut jar = CookieJar::new();
    jar.add_original(cookie);
    let position = keys
        .iter()
        .position(|key| jar.signed(key).get(NAME).is_some())?;
    let plain = jar
        .signed(&keys[position])
        .get(NAME)
        .filter(|_| position > 0)?;
    let mut jar = CookieJar::new();
    jar.signed_mut(&keys[0])
        .add(Cookie::new(NAME, plain.value().to_owned()));
    let signed = jar.get(NAME)?.stripped().encoded().to_string();
    HeaderValue::from_str(&signed).ok()
}

/// The cookie as it was sent. `request.cookie()` would keep what it read, and hide the header that
/// comes in its place.
fn sent(request: &ServiceRequest) -> Option<Cookie<'static>> {
    let headers = request.headers().get_all(COOKIE);
    let pairs = headers
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'));
    pairs
        .filter_map(|pair| Cookie::parse_encoded(pair.trim()).ok())
        .find(|cookie| cookie.name() == NAME)
        .map(Cookie::into_owned)
}

/// The keys that sign cookies, derived from `SECRET_KEYS` in the same order.
fn keys(app: &App) -> Vec<Key> {
    app.config
        .secret_keys
        .iter()
        .map(|secret| Key::derive_from(secret.expose().as_bytes()))
        .collect()
}
