//! One try at a message: opened, signed, sent.

use super::attempt::Attempt;
use super::courier::{Courier, Message};
use super::model::Pending;
use super::secret::SigningSecret;
use crate::auth::Vault;
use crate::error::Error;

impl Pending {
    /// Whether its webhook is switched on.
    pub fn is_wanted(&self) -> bool {
        self.active
    }

    /// Sends it once.
    ///
    /// # Errors
    /// Only our own, such as a secret that cannot be opened; what the receiver did is in the answer.
    pub async fn send(&self, courier: &Courier, vault: &Vault) -> Result<Attempt, Error> {
        let secrets = self.secrets(vault)?;
        let message = Message {
            url: &self.url,
            id: self.message,
            body: &self.body,
            secrets: &secrets,
        };
        courier.deliver(&message).await
    }

    /// The secret, and for a while the one before.
    fn secrets(&self, vault: &Vault) -> Result<Vec<SigningSecret>, Error> {
        let is_valid = self.is_old_secret_valid == Some(true);
        let old = self.old_secret.as_ref().filter(|_| is_valid);
        std::iter::once(&self.secret)
            .chain(old)
            .map(|sealed| SigningSecret::opened(sealed, vault, self.webhook))
            .collect()
    }
}
