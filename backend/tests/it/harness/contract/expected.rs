//! What the contract says about one status: its headers, its content types, the shape of its body.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use super::Answer;

/// The name of the contract in the validator's registry, so that a schema is built from its place
/// in the document and finds `#/components/…` from there.
pub(super) const CONTRACT_URI: &str = "urn:quayside:contract";

pub(super) struct Expected {
    pub(super) status: u16,
    headers: Vec<Header>,
    contents: Vec<Content>,
}

struct Header {
    name: String,
    required: bool,
    validator: Validator,
}

struct Content {
    media_type: String,
    /// None for bytes and pages: of these only the type is checked.
    validator: Option<Validator>,
}

impl Expected {
    /// One of `components/responses`; its status is what its schema says.
    pub(super) fn shared(contract: &Value, registry: &Registry<'_>, name: &str) -> Self {
        let place = format!("/components/responses/{name}");
        let status = contract
            .pointer(&format!(
                "{place}/content/application~1problem+json/schema/allOf/1/properties/status/const"
            ))
            .expect("a problem names its status");
        Self::inline(contract, registry, &place, &status.to_string())
    }

    /// The response at a JSON pointer, which may be a reference to another place.
    pub(super) fn inline(
        contract: &Value,
        registry: &Registry<'_>,
        place: &str,
        status: &str,
    ) -> Self {
        let (place, response) = follow(contract, place);
        let headers = names(&response["headers"]).map(|name| {
            let (place, header) = follow(contract, &format!("{place}/headers/{name}"));
            let validator = validator(registry, &format!("{place}/schema"));
            Header {
                name,
                required: header["required"] == true,
                validator,
            }
        });
        let contents = names(&response["content"]).map(|media_type| {
            let schema = format!("{place}/content/{}/schema", media_type.replace('/', "~1"));
            let is_json = media_type.ends_with("json");
            Content {
                validator: is_json.then(|| validator(registry, &schema)),
                media_type,
            }
        });
        let status = status.parse().expect("a status is a number");
        Self {
            status,
            headers: headers.collect(),
            contents: contents.collect(),
        }
    }

    /// The problem's code, if it is one, or what is wrong.
    pub(super) fn check(&self, answer: &Answer<'_>) -> Result<Option<String>, String> {
        for header in &self.headers {
            header.check(answer)?;
        }
        if self.contents.is_empty() || answer.method == "HEAD" {
            let silent = answer.body.is_empty();
            return if silent {
                Ok(None)
            } else {
                Err("has a body where none belongs".into())
            };
        }
        let content_type = answer
            .headers
            .get("content-type")
            .and_then(|value| value.to_str().ok());
        let essence = content_type
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim();
        self.contents
            .iter()
            .find(|content| content.media_type == essence)
            .or_else(|| {
                self.contents
                    .iter()
                    .find(|content| content.media_type == "*/*")
            })
            .ok_or_else(|| format!("content type {content_type:?} is not documented"))?
            .check(answer.body)
    }
}

impl Header {
    fn check(&self, answer: &Answer<'_>) -> Result<(), String> {
        let values = answer.headers.get_all(self.name.as_str());
        let mut texts = values
            .iter()
            .filter_map(|value| value.to_str().ok())
            .peekable();
        if texts.peek().is_none() {
            return if self.required {
                Err(format!("lacks the header {}", self.name))
            } else {
                Ok(())
            };
        }
        // Several cookies may be set at once; it is enough that the documented one is among them.
        if texts.any(|text| self.allows(text)) {
            return Ok(());
        }
        let value = answer.headers.get(self.name.as_str());
        Err(format!(
            "header {} is {value:?}, which its schema refuses",
            self.name
        ))
    }

    /// Headers are text; where the schema wants a number, the text is one.
    fn allows(&self, text: &str) -> bool {
        let number = text.parse::<i64>();
        self.validator.is_valid(&json!(text))
            || number.is_ok_and(|number| self.validator.is_valid(&json!(number)))
    }
}

impl Content {
    fn check(&self, body: &[u8]) -> Result<Option<String>, String> {
        let Some(validator) = &self.validator else {
            return Ok(None);
        };
        let value: Value = serde_json::from_slice(body)
            .map_err(|error| format!("the body is not JSON: {error}"))?;
        let wrong: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        if !wrong.is_empty() {
            return Err(format!(
                "the body breaks its schema: {}; body: {value}",
                wrong.join("; ")
            ));
        }
        let is_problem = self.media_type == "application/problem+json";
        Ok(value["code"]
            .as_str()
            .filter(|_| is_problem)
            .map(str::to_owned))
    }
}

/// Where a pointer leads in the end, and what is there.
fn follow<'a>(contract: &'a Value, place: &str) -> (String, &'a Value) {
    let value = contract
        .pointer(place)
        .unwrap_or_else(|| panic!("nothing at {place}"));
    match value["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix('#'))
    {
        Some(target) => follow(contract, target),
        None => (place.to_owned(), value),
    }
}

fn names(object: &Value) -> impl Iterator<Item = String> {
    object
        .as_object()
        .into_iter()
        .flat_map(|object| object.keys().cloned())
}

fn validator(registry: &Registry<'_>, place: &str) -> Validator {
    // A pointer in the fragment of a URI is percent-encoded, and templates have braces.
    let fragment = place.replace('{', "%7B").replace('}', "%7D");
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_registry(registry)
        .should_validate_formats(true)
        .build(&json!({ "$ref": format!("{CONTRACT_URI}#{fragment}") }))
        .unwrap_or_else(|error| panic!("the schema at {place} does not compile: {error}"))
}
