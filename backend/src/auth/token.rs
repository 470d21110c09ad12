//! Signed tokens: access to the API, and addresses of single objects.
//!
//! Keys form a ring: the first signs, all verify, and `kid` says which, so that a secret is replaced
//! by putting the new one in front and taking the old one away a day later.

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
/// How long a signed address of a document's content lives, in seconds.
const CONTENT_SECONDS: i64 = 10 * 60;

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

/// What a signed address says.
#[derive(Debug, Serialize, Deserialize)]
pub struct ContentClaims {
    /// The document.
    pub sub: Uuid,
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

    /// A signed address of a document's content, and when it ends.
    ///
    /// # Errors
    /// Only if signing itself fails.
    pub fn content(
        &self,
        document: Uuid,
        session: Uuid,
        disposition: Disposition,
    ) -> Result<(String, DateTime<Utc>), Error> {
        let exp = Utc::now().timestamp() + CONTENT_SECONDS;
        let claims = ContentClaims {
            sub: document,
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

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "the-old-key-that-signed-until-now";
    const NEW: &str = "the-new-key-that-signs-from-now-on";

    #[test]
    fn a_token_says_what_it_was_told() {
        let tokens = ring(&[NEW]);
        let (user, session) = (Uuid::now_v7(), Uuid::now_v7());
        let token = tokens.access(user, session).expect("a token");
        let claims = tokens.verify_access(&token).expect("it is ours");
        assert_eq!((claims.sub, claims.sid), (user, session));
        assert_eq!(claims.exp - claims.iat, 900);

        let (token, until) = tokens
            .content(user, session, Disposition::Attachment)
            .expect("a token");
        let claims = tokens.verify_content(&token).expect("it is ours");
        assert_eq!(claims.disposition, Disposition::Attachment);
        assert_eq!(until.timestamp(), claims.exp);
        assert!((until - Utc::now()).num_seconds().abs_diff(600) <= 1);
    }

    #[test]
    fn all_keys_of_the_ring_verify_and_the_first_signs() {
        let (old, both, new) = (ring(&[OLD]), ring(&[NEW, OLD]), ring(&[NEW]));
        let of_old = access(&old);
        assert!(both.verify_access(&of_old).is_ok());
        assert!(new.verify_access(&of_old).is_err());
        let of_both = access(&both);
        assert!(new.verify_access(&of_both).is_ok());
        assert!(old.verify_access(&of_both).is_err());
    }

    #[test]
    fn the_purposes_are_kept_apart() {
        let tokens = ring(&[NEW]);
        let (content, _) = tokens
            .content(Uuid::now_v7(), Uuid::now_v7(), Disposition::Inline)
            .expect("a token");
        assert!(tokens.verify_access(&content).is_err());
        assert!(tokens.verify_content(&access(&tokens)).is_err());
    }

    #[test]
    fn a_token_is_over_in_the_second_of_its_expiry() {
        let tokens = ring(&[NEW]);
        let exp = Utc::now().timestamp() - 1;
        let claims = ContentClaims {
            sub: Uuid::now_v7(),
            sid: Uuid::now_v7(),
            disposition: Disposition::Inline,
            aud: CONTENT.to_owned(),
            exp,
        };
        let token = tokens.sign(&claims).expect("a token");
        assert!(tokens.verify_content(&token).is_err());
    }

    #[test]
    fn a_key_is_named_without_being_told() {
        assert_eq!(key_id(OLD).len(), 8);
        assert_ne!(key_id(OLD), key_id(NEW));
        let plain = Sha256::digest(OLD);
        assert_ne!(key_id(OLD)[..2], format!("{:02x}", plain[0]));
    }

    fn ring(keys: &[&str]) -> Tokens {
        crate::auth::hmac::install();
        let keys: Vec<_> = keys.iter().map(|key| Secret::new(*key)).collect();
        Tokens::new(&keys)
    }

    fn access(tokens: &Tokens) -> String {
        tokens
            .access(Uuid::now_v7(), Uuid::now_v7())
            .expect("a token")
    }
}
