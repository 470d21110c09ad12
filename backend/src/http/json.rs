//! JSON bodies: bounded, typed, with the field that is wrong.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;
use sha2::{Digest, Sha256};

use tokio::time::timeout;

use super::text::MAX_JSON;
use crate::error::Error;

/// How long a client may take to send a body.
const PATIENCE: Duration = Duration::from_secs(30);
const TOO_SLOW: &str = "The body did not arrive within 30 seconds.";

/// A body that was JSON of the right shape, and a fingerprint of the whole request.
pub struct Json<T> {
    /// The body.
    pub body: T,
    /// SHA-256 over method, path and body: what an `Idempotency-Key` stands for.
    pub fingerprint: [u8; 32],
}

impl<T: DeserializeOwned> FromRequest for Json<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = web::Payload::from_request(&request, payload).into_inner();
        async move {
            expect_json(&request)?;
            let payload = payload.map_err(|error| Error::MalformedRequest(error.to_string()))?;
            let bytes = match timeout(PATIENCE, payload.to_bytes_limited(MAX_JSON)).await {
                Ok(Ok(Ok(bytes))) => bytes,
                Ok(Ok(Err(error))) => return Err(Error::MalformedRequest(error.to_string())),
                Ok(Err(_)) => return Err(Error::PayloadTooLarge(MAX_JSON as u64)),
                Err(_) => return Err(Error::MalformedRequest(TOO_SLOW.to_owned())),
            };
            let fingerprint = fingerprint(request.method(), request.path(), &bytes);
            Ok(Self {
                body: parse(&bytes)?,
                fingerprint,
            })
        }
        .boxed_local()
    }
}

/// What identifies a request beside its key.
pub fn fingerprint(method: &Method, path: &str, body: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [method.as_str().as_bytes(), path.as_bytes(), body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// For a field of a PATCH: absent is `None`, but `null` is no value.
///
/// # Errors
/// The deserializer's.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

fn expect_json(request: &HttpRequest) -> Result<(), Error> {
    match request.mime_type() {
        Ok(Some(mime)) if mime.essence_str() == "application/json" => Ok(()),
        _ => Err(Error::UnsupportedMediaType(
            "Send the body as `Content-Type: application/json`.".to_owned(),
        )),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    // First as any JSON: whether it is some must not depend on the field that is looked at first.
    let any: Value =
        serde_json::from_slice(bytes).map_err(|error| Error::MalformedJson(error.to_string()))?;
    if !any.is_object() {
        // serde would take an array for the fields in their order.
        return Err(Error::field(
            "body",
            "wrong_type",
            "The body must be a JSON object.",
        ));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| explain(&error.path().to_string(), error.inner()))
}

fn explain(path: &str, error: &serde_json::Error) -> Error {
    let message = error.to_string();
    // serde names the field between backticks and has no other way to ask for it.
    let named = message.split('`').nth(1).unwrap_or(path);
    if message.starts_with("missing field") {
        Error::field(named, "required", "This is required.")
    } else if message.starts_with("unknown field") {
        Error::field(named, "unknown_field", "There is no such field.")
    } else if message.starts_with("unknown variant") {
        Error::field(path, "malformed", message)
    } else {
        Error::field(path, "wrong_type", message)
    }
}
