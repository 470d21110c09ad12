//! Tokens as a forger would make them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;

/// A genuine token with changed header and claims, signed with `key`.
pub(crate) fn resigned(
    token: &str,
    key: &str,
    change: impl FnOnce(&mut Value, &mut Value),
) -> String {
    let mut parts = token.split('.').map(decoded);
    let mut header = parts.next().expect("a token has a header");
    let mut claims = parts.next().expect("a token has claims");
    change(&mut header, &mut claims);
    let message = format!("{}.{}", encoded(&header), encoded(&claims));
    let signature = Hmac::<Sha256>::new_from_slice(key.as_bytes())
        .expect("any key will do")
        .chain_update(&message)
        .finalize();
    let signature = URL_SAFE_NO_PAD.encode(signature.into_bytes());
    format!("{message}.{signature}")
}

fn decoded(part: &str) -> Value {
    let bytes = URL_SAFE_NO_PAD.decode(part).expect("a part is base64");
    serde_json::from_slice(&bytes).expect("a part is JSON")
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}
