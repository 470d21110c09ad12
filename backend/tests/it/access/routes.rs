//! The routes that lead to an object by its id, and what each role is told by them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, Reply, form};

/// One line of the table.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) method: &'static str,
    /// As in the contract.
    pub(super) path: &'static str,
    body: Body,
    pub(super) for_viewers: u16,
    pub(super) for_editors: u16,
    pub(super) for_owners: u16,
}

/// What the routes are about: a project, a document, a job and a webhook in it, and what was sent to that.
pub(super) struct Ids {
    pub(super) project: String,
    pub(super) document: String,
    pub(super) job: String,
    pub(super) webhook: String,
    pub(super) delivery: String,
    /// Somebody else who belongs to the project.
    pub(super) member: String,
}

#[derive(Debug)]
enum Body {
    Nothing,
    Empty,
    Name,
    File,
    Webhook,
    Person,
    Role,
}

#[rustfmt::skip]
pub(super) const ROUTES: &[Route] = &[
    // Everybody reads.
    route("GET", "/v1/projects/{project_id}", Body::Nothing, [200, 200, 200]),
    route("GET", "/v1/projects/{project_id}/documents", Body::Nothing, [200, 200, 200]),
    route("GET", "/v1/documents/{document_id}", Body::Nothing, [200, 200, 200]),
    route("GET", "/v1/documents/{document_id}/content", Body::Nothing, [200, 200, 200]),
    route("HEAD", "/v1/documents/{document_id}/content", Body::Nothing, [200, 200, 200]),
    route("GET", "/v1/documents/{document_id}/thumbnail", Body::Nothing, [200, 200, 200]),
    route("HEAD", "/v1/documents/{document_id}/thumbnail", Body::Nothing, [200, 200, 200]),
    route("GET", "/v1/documents/{document_id}/preview", Body::Nothing, [200, 200, 200]),
    route("HEAD", "/v1/documents/{document_id}/preview", Body::Nothing, [200, 200, 200]),
    route("POST", "/v1/documents/{document_id}/links", Body::Empty, [200, 200, 200]),
    route("GET", "/v1/jobs/{job_id}", Body::Nothing, [200, 200, 200]),
    route("POST", "/v1/projects/{project_id}/exports", Body::Nothing, [202, 202, 202]),
    // A file is theirs who asked for it: here the owner.
    route("GET", "/v1/jobs/{job_id}/result", Body::Nothing, [404, 404, 200]),
    route("POST", "/v1/jobs/{job_id}/links", Body::Nothing, [404, 404, 200]),
    route("GET", "/v1/projects/{project_id}/members", Body::Nothing, [200, 200, 200]),
    route("GET", "/v1/projects/{project_id}/activity", Body::Nothing, [200, 200, 200]),
    // Editors change.
    route("PATCH", "/v1/projects/{project_id}", Body::Name, [403, 200, 200]),
    route("POST", "/v1/projects/{project_id}/documents", Body::File, [403, 201, 201]),
    route("PATCH", "/v1/documents/{document_id}", Body::Name, [403, 200, 200]),
    route("DELETE", "/v1/documents/{document_id}", Body::Nothing, [403, 204, 204]),
    route("POST", "/v1/documents/{document_id}/restore", Body::Nothing, [403, 200, 200]),
    route("POST", "/v1/jobs/{job_id}/cancel", Body::Nothing, [403, 200, 200]),
    // Owners decide.
    route("DELETE", "/v1/projects/{project_id}", Body::Nothing, [403, 403, 204]),
    route("GET", "/v1/projects/{project_id}/webhooks", Body::Nothing, [403, 403, 200]),
    route("POST", "/v1/projects/{project_id}/webhooks", Body::Webhook, [403, 403, 201]),
    route("GET", "/v1/webhooks/{webhook_id}", Body::Nothing, [403, 403, 200]),
    route("PATCH", "/v1/webhooks/{webhook_id}", Body::Empty, [403, 403, 200]),
    route("DELETE", "/v1/webhooks/{webhook_id}", Body::Nothing, [403, 403, 204]),
    route("POST", "/v1/webhooks/{webhook_id}/secret", Body::Nothing, [403, 403, 200]),
    route("GET", "/v1/webhooks/{webhook_id}/deliveries", Body::Nothing, [403, 403, 200]),
    route("POST", "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", Body::Nothing, [403, 403, 202]),
    route("POST", "/v1/projects/{project_id}/members", Body::Person, [403, 403, 201]),
    route("PATCH", "/v1/projects/{project_id}/members/{user_id}", Body::Role, [403, 403, 200]),
    route("DELETE", "/v1/projects/{project_id}/members/{user_id}", Body::Nothing, [403, 403, 204]),
];

const fn route(
    method: &'static str,
    path: &'static str,
    body: Body,
    [for_viewers, for_editors, for_owners]: [u16; 3],
) -> Route {
    Route {
        method,
        path,
        body,
        for_viewers,
        for_editors,
        for_owners,
    }
}

impl Ids {
    /// The same for all of them.
    pub(super) fn all(id: &str) -> Self {
        Self {
            project: id.to_owned(),
            document: id.to_owned(),
            job: id.to_owned(),
            webhook: id.to_owned(),
            delivery: id.to_owned(),
            member: id.to_owned(),
        }
    }
}

impl Route {
    /// Whether it is about a document that is deleted.
    pub(super) fn needs_deleted(&self) -> bool {
        self.path.ends_with("/restore")
    }

    /// Whether it is about a job that has made a file; other jobs wait in the queue.
    pub(super) fn needs_result(&self) -> bool {
        self.path.ends_with("/result") || self.path == "/v1/jobs/{job_id}/links"
    }

    /// Whether it is about a document that has pictures.
    pub(super) fn needs_pictures(&self) -> bool {
        self.path.ends_with("/thumbnail") || self.path.ends_with("/preview")
    }

    /// Whether it makes a document or a webhook where it is allowed to.
    pub(super) fn makes_something(&self) -> bool {
        matches!(self.body, Body::File | Body::Webhook)
    }

    /// Whether it is about a document, not a project.
    pub(super) fn is_about_a_document(&self) -> bool {
        self.path.contains("{document_id}")
    }

    pub(super) async fn ask(&self, client: &Client, ids: &Ids) -> Reply {
        let path = format!("/api{}", self.path)
            .replace("{project_id}", &ids.project)
            .replace("{document_id}", &ids.document)
            .replace("{job_id}", &ids.job)
            .replace("{webhook_id}", &ids.webhook)
            .replace("{delivery_id}", &ids.delivery)
            .replace("{user_id}", &ids.member);
        let method: Method = self.method.parse().expect("a method");
        let request = client.request(method, &path);
        let request = match self.body {
            Body::Nothing => request,
            Body::Empty => request.json::<Value>(&json!({})),
            Body::Person => {
                request.json(&json!({ "email": "newcomer@example.com", "role": "viewer" }))
            }
            Body::Role => request.json(&json!({ "role": "editor" })),
            Body::Name => request.json(&json!({ "name": "Quay" })),
            Body::Webhook => request.json(&json!({
                "url": "https://ci.example.com/",
                "events": ["report.made"],
            })),
            Body::File => request.multipart(form("plan.txt", "text/plain", b"moor the boat")),
        };
        client.send(request).await
    }
}
