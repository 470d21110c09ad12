//! Query strings with the same answers as JSON bodies: 422 and the field.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::error::Error;

/// A query string of the right shape.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Query))
    }
}

fn parse<T: DeserializeOwned>(query: &str) -> Result<T, Error> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs)).map_err(|error| {
        let field = error.path().to_string();
        let message = error.inner().to_string();
        let named = message.split('`').nth(1).unwrap_or("query").to_owned();
        if message.starts_with("unknown field") {
            Error::field(&named, "unknown_field", "There is no such parameter.")
        } else if message.starts_with("duplicate field") {
            Error::field(&named, "malformed", "This was given twice.")
        } else {
            Error::field(
                if field == "." { &named } else { &field },
                "malformed",
                message,
            )
        }
    })
}
