//! What was asked, for holding the answer against the contract.

use reqwest::Request;
use reqwest::header::HeaderMap;

use super::contract::{Answer, CONTRACT, record};
use super::test_name;

/// A request's line.
pub(super) struct Asked {
    method: String,
    path: String,
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        Self {
            method: request.method().to_string(),
            path: request.url()[url::Position::BeforePath..].to_owned(),
        }
    }

    /// Fails where the answer is outside the contract.
    pub(super) fn check(&self, status: u16, headers: &HeaderMap, body: &[u8]) {
        if !self.path.starts_with("/api/") {
            return;
        }
        let answer = Answer {
            method: &self.method,
            path: &self.path,
            status,
            headers,
            body,
        };
        match CONTRACT.check(&answer) {
            Ok(seen) => record(&test_name(), &seen),
            Err(wrong) => panic!(
                "outside the contract: {wrong}\n{}",
                String::from_utf8_lossy(body)
            ),
        }
    }
}
