//! The one error of the application, and which answer it becomes.
//!
//! What a client did is answered in full. What went wrong inside is one line in the log, and outside
//! only a status, a code and the request's id.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};

pub use crate::http::problem::FieldError;
use crate::http::problem::{problem, shows_causes};
use crate::storage::StorageError;

/// Anything that ends a request early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The body is no JSON.
    #[error("The body is not valid JSON: {0}.")]
    MalformedJson(String),
    /// The request breaks its protocol.
    #[error("{0}")]
    MalformedRequest(String),
    /// Nobody is signed in, or no longer.
    #[error("Sign in and send the access token as `Authorization: Bearer …`.")]
    Unauthorized,
    /// The address and the password do not belong together.
    #[error("The e-mail address or the password is wrong.")]
    InvalidCredentials,
    /// Somebody of too small a role, in the project or in the instance.
    #[error("Your role does not allow that.")]
    Forbidden,
    /// A cookie came from another site.
    #[error("This address only answers requests from its own site.")]
    CrossSite,
    /// `REGISTRATION=closed`.
    #[error("Registration is closed here. Ask an administrator for an account.")]
    RegistrationClosed,
    /// Not there, or not for this user: the two look alike.
    #[error("There is nothing here, or it is not yours to see.")]
    NotFound,
    /// The address is in use.
    #[error("An account with this e-mail address exists already.")]
    EmailTaken,
    /// The thing is not in the state that this needs: a code, and a sentence.
    #[error("{1}")]
    Conflict(&'static str, &'static str),
    /// It was there, and will not come back.
    #[error("This has expired. Ask for it again.")]
    Gone,
    /// The first request under this key still runs.
    #[error("The first request with this Idempotency-Key is still running.")]
    IdempotencyInFlight,
    /// The key was used for something else.
    #[error("This Idempotency-Key was used for another request.")]
    IdempotencyKeyReused,
    /// More bytes than allowed; the limit.
    #[error("The limit is {0} bytes.")]
    PayloadTooLarge(u64),
    /// The project is full; its quota in bytes.
    #[error("The project would exceed its quota of {0} bytes.")]
    QuotaExceeded(u64),
    /// Not a type that is read here.
    #[error("{0}")]
    UnsupportedMediaType(String),
    /// Outside of the content; its size in bytes.
    #[error("The content has {0} bytes.")]
    RangeNotSatisfiable(u64),
    /// A `Host` that is not ours.
    #[error("This server does not answer for that host.")]
    Misdirected,
    /// One or more fields are outside their limits.
    #[error("One or more fields are not valid.")]
    Invalid(Vec<FieldError>),
    /// Too many tries; seconds until the next.
    #[error("Too many attempts. Try again in {0} seconds.")]
    TooManyRequests(u64),
    /// A part that we need does not answer.
    #[error("{part} cannot be reached right now. Try again in a moment.")]
    Unavailable {
        /// Which part, for people.
        part: &'static str,
        /// What it said, for the log.
        cause: String,
    },
    /// Something that should not happen.
    #[error("Something went wrong on our side. The request's id helps to find it.")]
    Internal(String),
}

impl Error {
    /// A single invalid field.
    pub fn field(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, code, message)])
    }

    /// The word that machines compare.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MalformedJson(_) => "malformed_json",
            Self::MalformedRequest(_) => "malformed_request",
            Self::Unauthorized => "unauthorized",
            Self::InvalidCredentials => "invalid_credentials",
            Self::Forbidden => "forbidden",
            Self::CrossSite => "cross_site",
            Self::RegistrationClosed => "registration_closed",
            Self::NotFound => "not_found",
            Self::EmailTaken => "email_taken",
            Self::Conflict(code, _) => code,
            Self::Gone => "gone",
            Self::IdempotencyInFlight => "idempotency_in_flight",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::PayloadTooLarge(_) => "payload_too_large",
            Self::QuotaExceeded(_) => "quota_exceeded",
            Self::UnsupportedMediaType(_) => "unsupported_media_type",
            Self::RangeNotSatisfiable(_) => "range_not_satisfiable",
            Self::Misdirected => "misdirected_request",
            Self::Invalid(_) => "invalid_input",
            Self::TooManyRequests(_) => "too_many_requests",
            Self::Unavailable { .. } => "unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// What happened inside, for the log and, with `DEBUG`, for the developer's eyes.
    pub fn cause(&self) -> Option<&str> {
        match self {
            Self::Unavailable { cause, .. } | Self::Internal(cause) => Some(cause),
            _ => None,
        }
    }

    fn headers(&self, response: &mut HttpResponse) {
        let (name, value) = match self {
            Self::Unauthorized | Self::InvalidCredentials => {
                (header::WWW_AUTHENTICATE, "Bearer".to_owned())
            }
            Self::TooManyRequests(seconds) => (header::RETRY_AFTER, seconds.to_string()),
            Self::Unavailable { .. } => (header::RETRY_AFTER, "2".to_owned()),
            Self::IdempotencyInFlight => (header::RETRY_AFTER, "1".to_owned()),
            Self::RangeNotSatisfiable(size) => (header::CONTENT_RANGE, format!("bytes */{size}")),
            _ => return,
        };
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::MalformedJson(_) | Self::MalformedRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized | Self::InvalidCredentials => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::CrossSite | Self::RegistrationClosed => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::EmailTaken | Self::Conflict(..) | Self::IdempotencyInFlight => {
                StatusCode::CONFLICT
            }
            Self::Gone => StatusCode::GONE,
            Self::PayloadTooLarge(_) | Self::QuotaExceeded(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::RangeNotSatisfiable(_) => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::Invalid(_) | Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        if let Some(cause) = self.cause() {
            log::error!(code = self.code(), cause = cause; "{self}");
        }
        let mut response = problem(status, self.code(), self.detail(), self.fields());
        self.headers(&mut response);
        response
    }
}

impl Error {
    fn detail(&self) -> String {
        match self.cause().filter(|_| shows_causes()) {
            Some(cause) => format!("{self} ({cause})"),
            None => self.to_string(),
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        if let Self::Invalid(errors) = self {
            errors.clone()
        } else {
            Vec::new()
        }
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            error if crate::db::is_overload(&error) || crate::db::is_missing_table(&error) => {
                Self::database_unavailable(&error)
            }
            error => Self::Internal(error.to_string()),
        }
    }
}

impl Error {
    /// The database does not answer.
    pub fn database_unavailable(cause: &dyn std::fmt::Display) -> Self {
        Self::Unavailable {
            part: "The database",
            cause: cause.to_string(),
        }
    }
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Records(error) => *error,
            error => Self::Unavailable {
                part: "The document storage",
                cause: chain(&error),
            },
        }
    }
}

/// An error with all its sources, on one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
