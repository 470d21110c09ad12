//! Signatures as Standard Webhooks 1.0.0 has them: HMAC-SHA-256 over `id.timestamp.body`.
//!
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::secret::SigningSecret;
use crate::error::Error;

/// The value of `webhook-signature`: one signature a secret, separated by spaces, so that a receiver that
/// still has the old secret finds its own.
pub(super) fn signatures(
    secrets: &[SigningSecret],
    id: &str,
    timestamp: i64,
    body: &str,
) -> Result<String, Error> {
    let all: Result<Vec<_>, Error> = secrets
        .iter()
        .map(|secret| {
            let mac = Hmac::<Sha256>::new_from_slice(secret.bytes())
                .map_err(|error| Error::Internal(error.to_string()))?
                .chain_update(format!("{id}.{timestamp}.{body}"));
            let signature = STANDARD.encode(mac.finalize().into_bytes());
            Ok(format!("v1,{signature}"))
        })
        .collect();
    Ok(all?.join(" "))
}
