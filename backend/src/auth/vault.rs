//! Secrets that must be read again: kept sealed, not hashed.
//!
//! Each is sealed with ChaCha20-Poly1305 (RFC 8439) under a key that HKDF (RFC 5869) makes of an entry of
//! `SECRET_KEYS`. The ring works as it does for tokens: the first key seals, all open, and what is sealed
//! names its key. Nothing is lost when a key is replaced, as long as all is sealed anew before the old one
//! is taken away.

use std::collections::HashMap;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use sha2::{Digest, Sha256};

use crate::config::Secret;
use crate::error::Error;

const KEY_ID_LEN: usize = 4;
type KeyId = [u8; KEY_ID_LEN];

/// Seals with the first key, opens with all.
pub struct Vault {
    sealing: KeyId,
    keys: HashMap<KeyId, LessSafeKey>,
}

impl Vault {
    /// `keys` must not be empty; `Config` sees to that.
    ///
    /// # Errors
    /// Only if a key cannot be derived.
    pub fn new(keys: &[Secret]) -> Result<Self, Error> {
        let first = keys.first().map_or("", Secret::expose);
        let derived = keys
            .iter()
            .map(Secret::expose)
            .map(|key| Ok((key_id(key), derive(key)?)));
        Ok(Self {
            sealing: key_id(first),
            keys: derived.collect::<Result<_, Error>>()?,
        })
    }

    /// Seals a secret; only with the same words about it can it be opened again, so that nobody puts it
    /// into another row.
    ///
    /// # Errors
    /// A system without randomness.
    pub fn seal(&self, secret: &[u8], about: &[u8]) -> Result<Vec<u8>, Error> {
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|error| Error::Internal(error.to_string()))?;
        let key = self.keys.get(&self.sealing).ok_or_else(broken)?;
        let mut text = secret.to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(about),
            &mut text,
        )
        .map_err(|_| broken())?;
        Ok([self.sealing.as_slice(), &nonce, &text].concat())
    }

    /// Opens what was sealed.
    ///
    /// # Errors
    /// [`Error::Internal`] if its key is not in the ring any more, or it was changed.
    pub fn open(&self, sealed: &[u8], about: &[u8]) -> Result<Vec<u8>, Error> {
        let (id, rest) = sealed.split_first_chunk().ok_or_else(broken)?;
        let (nonce, text) = rest.split_first_chunk().ok_or_else(broken)?;
        let key = self.keys.get::<KeyId>(id).ok_or_else(|| {
            Error::Internal("SECRET_KEYS has no more the key of a sealed secret".to_owned())
        })?;
        let mut text = text.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = key.open_in_place(nonce, Aad::from(about), &mut text);
        Ok(opened.map_err(|_| broken())?.to_vec())
    }

    /// How what is sealed today begins; anything else is to be sealed anew.
    pub fn current_prefix(&self) -> &[u8] {
        &self.sealing
    }
}

fn derive(key: &str) -> Result<LessSafeKey, Error> {
    let pseudorandom = Salt::new(HKDF_SHA256, b"quayside").extract(key.as_bytes());
    let derived = pseudorandom.expand(&[b"sealed secrets"], &CHACHA20_POLY1305);
    let derived = derived.map_err(|_| broken())?;
    Ok(LessSafeKey::new(UnboundKey::from(derived)))
}

/// Names a key without telling it.
fn key_id(key: &str) -> KeyId {
    let hash: [u8; 32] = Sha256::new()
        .chain_update(b"sealing key:")
        .chain_update(key)
        .finalize()
        .into();
    let mut id = [0; KEY_ID_LEN];
    id.copy_from_slice(&hash[..KEY_ID_LEN]);
    id
}

fn broken() -> Error {
    Error::Internal("a sealed secret cannot be opened".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "the key of last year, long enough";
    const NEW: &str = "the key of this year, long enough";

    #[test]
    fn what_is_sealed_can_be_opened_with_the_same_words_about_it() {
        let vault = vault(&[NEW]);
        let sealed = vault.seal(b"ahoy", b"row 1").expect("it is sealed");
        assert_eq!(vault.open(&sealed, b"row 1").expect("it opens"), b"ahoy");
        assert!(vault.open(&sealed, b"row 2").is_err());
        assert!(!sealed.windows(4).any(|window| window == b"ahoy"));
    }

    #[test]
    fn nothing_that_was_changed_or_cut_is_opened() {
        let vault = vault(&[NEW]);
        let sealed = vault.seal(b"ahoy", b"").expect("it is sealed");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(vault.open(&changed, b"").is_err(), "byte {at}");
            assert!(vault.open(&sealed[..at], b"").is_err(), "{at} bytes");
        }
    }

    #[test]
    fn a_secret_is_never_sealed_twice_in_the_same_way() {
        let vault = vault(&[NEW]);
        let twice = [vault.seal(b"ahoy", b""), vault.seal(b"ahoy", b"")];
        let [one, other] = twice.map(|sealed| sealed.expect("it is sealed"));
        assert_ne!(one, other);
    }

    #[test]
    fn the_first_key_seals_and_all_open() {
        let sealed = vault(&[OLD]).seal(b"ahoy", b"").expect("it is sealed");
        let both = vault(&[NEW, OLD]);
        assert_eq!(both.open(&sealed, b"").expect("it opens"), b"ahoy");
        assert!(!sealed.starts_with(both.current_prefix()));
        let anew = both.seal(b"ahoy", b"").expect("it is sealed");
        assert!(vault(&[NEW]).open(&anew, b"").is_ok());
        assert!(vault(&[NEW]).open(&sealed, b"").is_err());
    }

    fn vault(keys: &[&str]) -> Vault {
        let keys: Vec<_> = keys.iter().map(|key| Secret::new(*key)).collect();
        Vault::new(&keys).expect("a vault")
    }
}
