//! What tokens say, and who may say it.

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
        .content(Linked::Document, user, session, Disposition::Attachment)
        .expect("a token");
    let claims = tokens.verify_content(&token).expect("it is ours");
    assert_eq!(claims.disposition, Disposition::Attachment);
    assert_eq!(until.timestamp(), claims.exp);
    assert!((until - Utc::now()).num_seconds().abs_diff(600) <= 1);
}

#[test]
fn an_address_of_a_thumbnail_stays_the_same_for_an_hour_and_works_for_another() {
    let ten = 500_000 * HOUR;
    for (now, hours) in [(ten, 2), (ten + 1, 2), (ten + HOUR - 1, 2), (ten + HOUR, 3)] {
        assert_eq!(Linked::Thumbnail.expiry(now), ten + hours * HOUR, "{now}");
    }
    let tokens = ring(&[NEW]);
    let (document, session) = (Uuid::now_v7(), Uuid::now_v7());
    let sign = || tokens.content(Linked::Thumbnail, document, session, Disposition::Inline);
    let (first, until) = sign().expect("a token");
    let (second, later) = sign().expect("a token");
    assert!(first == second || until < later);
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
        .content(
            Linked::Document,
            Uuid::now_v7(),
            Uuid::now_v7(),
            Disposition::Inline,
        )
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
        of: Linked::Document,
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
