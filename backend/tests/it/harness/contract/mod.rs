//! Holds every answer that a test receives against the contract that the backend serves.

mod expected;
mod operation;
mod record;

use std::{collections::BTreeSet, sync::LazyLock};

use jsonschema::Registry;
use reqwest::header::HeaderMap;
use serde_json::Value;

use expected::Expected;
use operation::Operation;
pub(crate) use record::{Record, record, recorded};

/// Read and compiled once per process.
pub(crate) static CONTRACT: LazyLock<Contract> =
    LazyLock::new(|| Contract::read(quayside::status::OPENAPI_JSON));

/// What `/api/openapi.json` promises.
pub(crate) struct Contract {
    operations: Vec<Operation>,
    /// What any address below `/api` may answer when no operation is there, or not by this method.
    unknown_path: Vec<Expected>,
    wrong_method: Vec<Expected>,
    universal: BTreeSet<u16>,
}

/// An answer as it came over the wire, and the request's line. The body of a file may be left out.
pub(crate) struct Answer<'a> {
    pub(crate) method: &'a str,
    /// As sent: with `/api`, with the query.
    pub(crate) path: &'a str,
    pub(crate) status: u16,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

/// What an answer turned out to be.
#[derive(Debug, PartialEq)]
pub(crate) struct Seen {
    /// The `operationId`, or `HEAD`, `unknown path` or `wrong method`.
    pub(crate) operation: String,
    pub(crate) status: u16,
    /// Of a problem document.
    pub(crate) code: Option<String>,
}

impl Contract {
    fn read(json: &str) -> Self {
        let contract: Value = serde_json::from_str(json).expect("the contract is JSON");
        let registry = Registry::new()
            .add(expected::CONTRACT_URI, contract.clone())
            .and_then(|registry| registry.prepare())
            .expect("the contract's references resolve");
        let universal = contract["x-universal-responses"]
            .as_object()
            .expect("is an object");
        let shared = |name: &str| Expected::shared(&contract, &registry, name);
        let names = || universal.values().filter_map(Value::as_str);
        let may_be_missing = names().filter(|name| *name != "MethodNotAllowed");
        Self {
            operations: Operation::all(&contract, &registry),
            unknown_path: may_be_missing.chain(["NotFound"]).map(shared).collect(),
            wrong_method: names().map(shared).collect(),
            universal: universal
                .keys()
                .filter_map(|status| status.parse().ok())
                .collect(),
        }
    }

    /// Says which operation answered, or what about the answer is outside the contract.
    pub(crate) fn check(&self, answer: &Answer<'_>) -> Result<Seen, String> {
        let (operation, responses) = self.find(answer)?;
        let context = format!("{} {} -> {}", answer.method, answer.path, answer.status);
        let expected = responses
            .iter()
            .find(|expected| expected.status == answer.status)
            .ok_or_else(|| format!("{context}: {operation} does not document this status"))?;
        let code = expected
            .check(answer)
            .map_err(|wrong| format!("{context}: {wrong}"))?;
        Ok(Seen {
            operation: operation.to_owned(),
            status: answer.status,
            code,
        })
    }

    fn find(&self, answer: &Answer<'_>) -> Result<(&str, &[Expected]), String> {
        let path = answer.path.split('?').next().unwrap_or_default();
        if !path.starts_with("/api/") {
            return Err(format!("{path}: the contract ends at /api/"));
        }
        let here = || {
            self.operations
                .iter()
                .filter(|operation| operation.is_at(path))
        };
        if let Some(operation) = here().find(|operation| operation.method == answer.method) {
            return Ok((&operation.id, &operation.responses));
        }
        // HEAD is GET without the body; it proves nothing about GET, so it has a name of its own.
        let get = here().find(|operation| operation.method == "GET");
        if let Some(get) = get.filter(|_| answer.method == "HEAD") {
            return Ok(("HEAD", &get.responses));
        }
        // Whatever is not in the contract can only be refused; a 200 from there is a secret door.
        let (name, responses) = match here().next() {
            Some(_) => ("wrong method", &self.wrong_method),
            None => ("unknown path", &self.unknown_path),
        };
        Ok((name, responses))
    }

    /// Each operation with each status that its own entry declares.
    pub(crate) fn documented(&self) -> impl Iterator<Item = (&str, u16)> {
        self.operations.iter().flat_map(|operation| {
            operation
                .own_statuses
                .iter()
                .map(|status| (operation.id.as_str(), *status))
        })
    }

    /// The statuses that any operation may answer.
    pub(crate) fn universal(&self) -> &BTreeSet<u16> {
        &self.universal
    }
}
