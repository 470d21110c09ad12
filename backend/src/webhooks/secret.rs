//! The secret of a webhook: what we sign with, and the receiver verifies with.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use crate::auth::Vault;
use crate::error::Error;

/// Random bytes; Standard Webhooks asks for 24 to 64.
const LENGTH: usize = 32;

/// A secret in the open. It is shown once, when it is made.
pub(super) struct SigningSecret(pub(super) Vec<u8>);

impl SigningSecret {
    pub(super) fn new() -> Result<Self, Error> {
        let mut bytes = vec![0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// As people paste it into their receiver's settings.
    pub(super) fn shown(&self) -> String {
        format!("whsec_{}", STANDARD.encode(&self.0))
    }

    /// As the row of its webhook keeps it.
    pub(super) fn sealed(&self, vault: &Vault, webhook: Uuid) -> Result<Vec<u8>, Error> {
        vault.seal(&self.0, webhook.as_bytes())
    }

    pub(super) fn opened(sealed: &[u8], vault: &Vault, webhook: Uuid) -> Result<Self, Error> {
        vault.open(sealed, webhook.as_bytes()).map(Self)
    }
}
