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
            let mac = Hmac::<Sha256>::new_from_slice(&secret.0)
                .map_err(|error| Error::Internal(error.to_string()))?
                .chain_update(format!("{id}.{timestamp}.{body}"));
            let signature = STANDARD.encode(mac.finalize().into_bytes());
            Ok(format!("v1,{signature}"))
        })
        .collect();
    Ok(all?.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the specification's own libraries are tested with.
    #[test]
    fn a_signature_is_the_one_that_others_make() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let secret = SigningSecret(secret.expect("it is base64"));
        let (id, body) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", r#"{"test": 2432232314}"#);
        let made = signatures(&[secret], id, 1_614_265_330, body).expect("it is signed");
        assert_eq!(made, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
