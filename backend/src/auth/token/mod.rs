//! Signed tokens: access to the API, and addresses of single objects.
//!
//! Keys form a ring: the first signs, all verify, and `kid` says which, so that a secret is replaced
//! by putting the new one in front and taking the old one away a day later.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::config::Secret;
use crate::error::Error;

/// How long an access token lives, in seconds.
pub(super) const ACCESS_SECONDS: i64 = 15 * 60;
/// How long a signed address of stored bytes lives, in seconds.
const CONTENT_SECONDS: i64 = 10 * 60;
/// Signed addresses of thumbnails and previews end at a full hour.
const HOUR: i64 = 60 * 60;

const ACCESS: &str = "quayside-api";
const CONTENT: &str = "quayside-content";

/// Signs with the first key, verifies with all.
pub struct Tokens {
    signing: (String, EncodingKey),
    verifying: HashMap<String, DecodingKey>,
}

/// What an access token says.
#[derive(Debug, Serialize, Deserialize)]
pub struct AccessClaims {
    /// The user.
    pub sub: Uuid,
    /// The session, which must still stand.
    pub sid: Uuid,
    aud: String,
    iat: i64,
    exp: i64,
}

impl AccessClaims {
    /// When the token ends.
    pub fn until(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.exp, 0).unwrap_or_default()
    }
}

/// Shown in the browser, or saved as a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// Shown, where the type is safe to show.
    #[default]
    Inline,
    /// Saved.
    Attachment,
}

/// What a signed address leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Linked {
    /// A document's content.
    #[default]
    Document,
    /// A job's result.
    Result,
    /// A document's thumbnail.
    Thumbnail,
    /// A document's preview.
    Preview,
}

impl Linked {
    /// When an address that is made now ends. Those of our own pictures are the same for all who ask within an
    /// hour, so that a browser knows the picture again, and work for one hour more at least.
    fn expiry(self, now: i64) -> i64 {
        match self {
            Self::Document | Self::Result => now + CONTENT_SECONDS,
            Self::Thumbnail | Self::Preview => (now / HOUR + 2) * HOUR,
        }
    }
}

/// What a signed address says.
#[derive(Debug, Serialize, Deserialize)]
pub struct ContentClaims {
    /// The document or the job.
    pub sub: Uuid,
    /// What of it; addresses of the first release do not say.
    #[serde(default)]
    pub of: Linked,
    /// The session it was made for.
    pub sid: Uuid,
    /// How to answer.
    pub disposition: Disposition,
    aud: String,
    exp: i64,
}

impl Tokens {
    /// `keys` must not be empty; `Config` sees to that.
    pub fn new(keys: &[Secret]) -> Self {
        let first = keys.first().map_or("", Secret::expose);
        let verifying = keys
            .iter()
            .map(Secret::expose)
            .map(|key| (key_id(key), DecodingKey::from_secret(key.as_bytes())));
        Self {
            signing: (key_id(first), EncodingKey::from_secret(first.as_bytes())),
            verifying: verifying.collect(),
        }
    }

    /// A new access token of a session.
    ///
    /// # Errors
    /// Only if signing itself fails.
    pub fn access(&self, user: Uuid, session: Uuid) -> Result<String, Error> {
        let iat = Utc::now().timestamp();
        self.sign(&AccessClaims {
            sub: user,
            sid: session,
            aud: ACCESS.to_owned(),
            iat,
            exp: iat + ACCESS_SECONDS,
        })
    }

    /// Reads an access token.
    ///
    /// # Errors
    /// [`Error::Unauthorized`], whatever is wrong with it.
    pub fn verify_access(&self, token: &str) -> Result<AccessClaims, Error> {
        self.verify(token, ACCESS).ok_or(Error::Unauthorized)
    }

    /// A signed address of stored bytes, and when it ends.
    ///
    /// # Errors
    /// Only if signing itself fails.
    pub fn content(
        &self,
        of: Linked,
        id: Uuid,
        session: Uuid,
        disposition: Disposition,
    ) -> Result<(String, DateTime<Utc>), Error> {
        let exp = of.expiry(Utc::now().timestamp());
        let claims = ContentClaims {
            sub: id,
            of,
            sid: session,
            disposition,
            aud: CONTENT.to_owned(),
            exp,
        };
        Ok((
            self.sign(&claims)?,
            DateTime::from_timestamp(exp, 0).unwrap_or_default(),
        ))
    }

    /// Reads a signed address.
    ///
    /// # Errors
    /// [`Error::NotFound`], whatever is wrong with it.
    pub fn verify_content(&self, token: &str) -> Result<ContentClaims, Error> {
        self.verify(token, CONTENT).ok_or(Error::NotFound)
    }

    fn sign(&self, claims: &impl Serialize) -> Result<String, Error> {
        let header = Header {
            kid: Some(self.signing.0.clone()),
            ..Header::new(Algorithm::HS256)
        };
        jsonwebtoken::encode(&header, claims, &self.signing.1)
            .map_err(|error| Error::Internal(format!("signing: {error}")))
    }

    fn verify<T: DeserializeOwned>(&self, token: &str, audience: &str) -> Option<T> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[audience]);
        validation.set_required_spec_claims(&["exp", "aud", "sub"]);
        validation.leeway = 0;
        jsonwebtoken::decode(token, self.verifying.get(&kid)?, &validation)
            .ok()
            .map(|data| data.claims)
    }
}

/// Names a key without telling it.
fn key_id(key: &str) -> String {
    let hash = Sha256::new()
        .chain_update(b"kid:")
        .chain_update(key)
        .finalize();
    HEXLOWER.encode(&hash[..4])
}
