//! An answer, read to its end.

use bytes::Bytes;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    /// The body, which must be JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// A text field of the body.
    pub(crate) fn text(&self, field: &str) -> String {
        self.json()[field]
            .as_str()
            .unwrap_or_else(|| panic!("no {field}: {self:?}"))
            .to_owned()
    }

    /// The problem document's code.
    pub(crate) fn code(&self) -> String {
        self.text("code")
    }

    /// The items of a page.
    pub(crate) fn items(&self) -> Vec<Value> {
        self.json()["items"]
            .as_array()
            .unwrap_or_else(|| panic!("no page: {self:?}"))
            .clone()
    }

    /// One field of all items of a page.
    pub(crate) fn all(&self, field: &str) -> Vec<String> {
        self.items()
            .iter()
            .map(|item| item[field].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// A header's text; empty where it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The same answer, if its status is the expected one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// Fails unless this is a problem document of that status and code.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> Self {
        let reply = self.expect(status);
        assert_eq!(reply.code(), code, "{reply:?}");
        reply
    }

    /// Fails unless this is 422 for that field and reason.
    #[track_caller]
    pub(crate) fn invalid(self, field: &str, code: &str) -> Self {
        let reply = self.refused(422, "invalid_input");
        let errors = reply.json()["errors"].clone();
        let found = errors.as_array().is_some_and(|errors| {
            errors
                .iter()
                .any(|error| error["field"] == field && error["code"] == code)
        });
        assert!(found, "no {field}/{code} in {errors}");
        reply
    }
}
