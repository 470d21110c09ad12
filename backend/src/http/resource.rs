//! An address and its methods. Like `web::resource`, but a wrong method is told the right ones, and
//! whoever may GET may ask HEAD.

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{FromRequest, Handler, HttpResponse, Resource, Responder, web};

use super::problem::problem;

/// One address of the API.
pub struct Endpoint {
    resource: Resource,
    allowed: Vec<&'static str>,
}

/// Begins an address.
pub fn at(path: &str) -> Endpoint {
    Endpoint {
        resource: web::resource(path.to_owned()),
        allowed: Vec::new(),
    }
}

macro_rules! methods {
    ($($name:ident $method:ident $word:literal,)*) => {$(
        #[doc = concat!("Answers ", $word, ".")]
        #[must_use]
        pub fn $name<F, Args>(self, handler: F) -> Self
        where
            F: Handler<Args>,
            Args: FromRequest + 'static,
            F::Output: Responder + 'static,
        {
            self.answer(Method::$method, $word, handler)
        }
    )*};
}

impl Endpoint {
    methods! {
        post POST "POST",
        patch PATCH "PATCH",
        delete DELETE "DELETE",
    }

    /// Answers GET, and HEAD with the same headers and no body.
    #[must_use]
    pub fn get<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args> + Clone,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.answer(Method::GET, "GET", handler.clone())
            .answer(Method::HEAD, "HEAD", handler)
    }

    fn answer<F, Args>(mut self, method: Method, word: &'static str, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.allowed.push(word);
        self.resource = self.resource.route(web::method(method).to(handler));
        self
    }
}

impl HttpServiceFactory for Endpoint {
    fn register(self, config: &mut AppService) {
        let allowed = self.allowed.join(", ");
        let refuse = move || {
            let allowed = allowed.clone();
            async move { method_not_allowed(&allowed) }
        };
        self.resource
            .default_service(web::to(refuse))
            .register(config);
    }
}

/// 405 with the methods that would do.
pub fn method_not_allowed(allowed: &str) -> HttpResponse {
    let detail = format!("This address answers {allowed}.");
    let mut response = problem(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        detail,
        Vec::new(),
    );
    if let Ok(value) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}
