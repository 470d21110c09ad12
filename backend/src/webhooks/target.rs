//! The address of a receiver, as its owner may give it.

use std::net::IpAddr;

use url::{Host, Url};

use super::reach::Reach;
use crate::error::FieldError;
use crate::http::text::MAX_WEBHOOK_URL;

const FIELD: &str = "url";

/// An address that messages may be sent to, as far as it can be told without asking for its name.
#[derive(Clone, Debug)]
pub(super) struct Target(Url);

impl Target {
    /// Reads an address: `https`, and `http` only where `plain` is fine.
    ///
    /// # Errors
    /// The field's problem.
    pub(super) fn parse(text: &str, plain: bool, reach: &Reach) -> Result<Self, FieldError> {
        if text.len() > MAX_WEBHOOK_URL {
            let message = format!("At most {MAX_WEBHOOK_URL} characters.");
            return Err(FieldError::new(FIELD, "too_long", message));
        }
        let url = Url::parse(text).map_err(|_| malformed("This is no web address."))?;
        if url.scheme() != "https" && !(plain && url.scheme() == "http") {
            return Err(malformed("The address must begin with https://."));
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            let message = "The address must have neither a user, nor a password, nor a fragment.";
            return Err(malformed(message));
        }
        if !is_usual(url.port_or_known_default()) {
            let message = "Messages go to ports 80, 443, and those from 1024 on.";
            return Err(FieldError::new(FIELD, "out_of_range", message));
        }
        if literal(&url).is_some_and(|address| !reach.includes(address)) {
            let message = "This is not a public address.";
            return Err(FieldError::new(FIELD, "out_of_range", message));
        }
        Ok(Self(url))
    }

    pub(super) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// The address that a host stands for by itself, in whatever notation: nobody is asked for it.
pub(super) fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

/// By what members know a webhook: the rest of its address may be a token.
pub(super) fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or_default().to_owned()
}

/// Below 1024 live services that are no web servers, and some take a request for a command.
fn is_usual(port: Option<u16>) -> bool {
    matches!(port, Some(80 | 443 | 1024..))
}

fn malformed(message: &str) -> FieldError {
    FieldError::new(FIELD, "malformed", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_is_taken_as_it_is() {
        for text in [
            "https://ci.example.com/hooks?token=1",
            "https://ci.example.com:8443/",
            "https://8.8.8.8/",
            "https://[2606:4700::1111]/",
        ] {
            let target = Target::parse(text, false, &Reach::default()).expect("it is fine");
            assert_eq!(target.as_str(), text);
        }
    }

    #[test]
    fn this_machine_is_refused_in_every_notation() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "017700000001",
            "127.0.0.1.",
            "0",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "１２７.0.0.1",
            "%31%32%37.0.0.1",
            "169.254.169.254",
            "[fe80::1]",
            "[fd00:ec2::254]",
        ] {
            assert_eq!(
                refusal(&format!("https://{host}/"), false),
                "out_of_range",
                "{host}"
            );
        }
    }

    #[test]
    fn other_protocols_secrets_and_fragments_are_refused() {
        for text in [
            "",
            "example.com",
            "ftp://example.com/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "http://example.com/",
            "https://user@example.com/",
            "https://:pass@example.com/",
            "https://example.com/#part",
        ] {
            assert_eq!(refusal(text, false), "malformed", "{text}");
        }
        assert!(Target::parse("http://example.com/", true, &Reach::default()).is_ok());
    }

    #[test]
    fn ports_of_other_services_are_refused() {
        for port in [1, 22, 25, 465, 587, 1023] {
            assert_eq!(
                refusal(&format!("https://example.com:{port}/"), false),
                "out_of_range"
            );
        }
    }

    #[test]
    fn an_address_of_more_than_2048_characters_is_refused() {
        let longest = format!("https://example.com/{}", "x".repeat(2028));
        assert!(Target::parse(&longest, false, &Reach::default()).is_ok());
        assert_eq!(refusal(&format!("{longest}x"), false), "too_long");
    }

    fn refusal(text: &str, plain: bool) -> &'static str {
        let refused = Target::parse(text, plain, &Reach::default());
        refused
            .map(|target| target.0)
            .expect_err("it is refused")
            .code
    }
}
