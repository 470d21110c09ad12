//! Tokens of links that may be used once: a row's id, and a signature of it that is kept nowhere.
//!
//! So neither a job nor the database has anything that opens an account, every attempt at a mail writes the
//! same link, and a key can be replaced while mails are under way.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm::HS256;
use jsonwebtoken::crypto;
use uuid::Uuid;

use super::Tokens;
use crate::error::Error;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To show that a mailbox is one's own.
    VerifyEmail,
    /// To choose a new password.
    ResetPassword,
}

impl Purpose {
    /// The column's value.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
        }
    }

    /// For how long a link works after it was sent.
    pub fn hours(self) -> i32 {
        match self {
            Self::VerifyEmail => 24,
            Self::ResetPassword => 1,
        }
    }

    /// What is signed; a link for one thing is none for the other.
    fn message(self, id: Uuid) -> String {
        format!("quayside-link {} {id}", self.as_str())
    }
}

impl Tokens {
    /// The token of a link.
    ///
    /// # Errors
    /// Only if signing itself fails.
    pub fn link(&self, purpose: Purpose, id: Uuid) -> Result<String, Error> {
        let signature = crypto::sign(purpose.message(id).as_bytes(), &self.signing.1, HS256)
            .map_err(|error| Error::Internal(format!("signing: {error}")))?;
        Ok(format!("{}.{signature}", URL_SAFE_NO_PAD.encode(id)))
    }

    /// The id in a token that one of our keys signed for this purpose.
    pub fn verify_link(&self, purpose: Purpose, token: &str) -> Option<Uuid> {
        let (id, signature) = token.split_once('.')?;
        let id = Uuid::from_slice(&URL_SAFE_NO_PAD.decode(id).ok()?).ok()?;
        let message = purpose.message(id);
        let signed = |key| {
            crypto::verify(signature, message.as_bytes(), key, HS256).is_ok_and(|valid| valid)
        };
        self.verifying.values().any(signed).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    #[test]
    fn a_token_opens_what_it_was_made_for_and_nothing_else() {
        let (tokens, id) = (ring(&["one"]), Uuid::now_v7());
        let token = tokens.link(Purpose::ResetPassword, id).expect("a token");
        assert_eq!(tokens.verify_link(Purpose::ResetPassword, &token), Some(id));
        assert_eq!(tokens.verify_link(Purpose::VerifyEmail, &token), None);
        assert_eq!(
            token,
            tokens.link(Purpose::ResetPassword, id).expect("the same")
        );
    }

    #[test]
    fn a_key_may_be_replaced_while_a_mail_is_under_way() {
        let id = Uuid::now_v7();
        let token = ring(&["old"])
            .link(Purpose::VerifyEmail, id)
            .expect("a token");
        let verified = |keys: &[&str]| ring(keys).verify_link(Purpose::VerifyEmail, &token);
        assert_eq!(verified(&["new", "old"]), Some(id));
        assert_eq!(verified(&["new"]), None);
    }

    #[test]
    fn what_nobody_signed_is_no_token() {
        let tokens = ring(&["one"]);
        let token = tokens
            .link(Purpose::VerifyEmail, Uuid::now_v7())
            .expect("a token");
        let (id, signature) = token.split_once('.').expect("two parts");
        let other = URL_SAFE_NO_PAD.encode(Uuid::now_v7());
        for forged in [
            String::new(),
            id.to_owned(),
            format!("{id}."),
            format!("{other}.{signature}"),
            format!("{id}.{}", &signature[1..]),
            format!("é.{signature}"),
        ] {
            assert_eq!(
                tokens.verify_link(Purpose::VerifyEmail, &forged),
                None,
                "{forged}"
            );
        }
    }

    fn ring(keys: &[&str]) -> Tokens {
        crate::auth::hmac::install();
        Tokens::new(&keys.iter().map(|key| Secret::new(*key)).collect::<Vec<_>>())
    }
}
