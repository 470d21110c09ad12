//! One operation of the contract, and which addresses are its own.

use jsonschema::Registry;
use serde_json::Value;

use super::expected::Expected;

const METHODS: [&str; 6] = ["get", "head", "post", "put", "patch", "delete"];

pub(super) struct Operation {
    pub(super) id: String,
    pub(super) method: String,
    /// With the server's prefix: `/api/v1/projects/{project_id}`.
    template: String,
    pub(super) responses: Vec<Expected>,
    /// Without those that build.rs merged in.
    pub(super) own_statuses: Vec<u16>,
}

impl Operation {
    pub(super) fn all(contract: &Value, registry: &Registry<'_>) -> Vec<Self> {
        let paths = contract["paths"].as_object().expect("has paths");
        let all = paths.iter().flat_map(|(path, item)| {
            let methods = METHODS.iter().filter(|method| item.get(method).is_some());
            methods.map(|method| Self::read(contract, registry, path, method))
        });
        all.collect()
    }

    fn read(contract: &Value, registry: &Registry<'_>, path: &str, method: &str) -> Self {
        let prefix = contract["servers"][0]["url"]
            .as_str()
            .expect("has a server");
        let definition = &contract["paths"][path][method];
        let place = format!("/paths/{}/{method}/responses", path.replace('/', "~1"));
        let responses = definition["responses"].as_object().expect("has responses");
        let own = definition["x-own-responses"]
            .as_array()
            .expect("build.rs noted them");
        Self {
            id: definition["operationId"]
                .as_str()
                .expect("has an operationId")
                .to_owned(),
            method: method.to_uppercase(),
            template: format!("{prefix}{path}"),
            responses: responses
                .keys()
                .map(|status| {
                    Expected::inline(contract, registry, &format!("{place}/{status}"), status)
                })
                .collect(),
            own_statuses: own
                .iter()
                .filter_map(|status| status.as_str()?.parse().ok())
                .collect(),
        }
    }

    /// A `{parameter}` stands for one segment that is not empty.
    pub(super) fn is_at(&self, path: &str) -> bool {
        let mut given = path.split('/');
        let matches = self.template.split('/').all(|wanted| match given.next() {
            Some(segment) if wanted.starts_with('{') => !segment.is_empty(),
            Some(segment) => segment == wanted,
            None => false,
        });
        matches && given.next().is_none()
    }
}
