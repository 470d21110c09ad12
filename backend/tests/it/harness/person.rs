//! Actors: they send requests as people and scripts do, and hold every answer against the contract.

use std::net::SocketAddr;

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Reply;
use super::asked::Asked;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Somebody who sends requests; keeps cookies, as a browser does.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    token: Option<String>,
}

/// Somebody with an account.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) client: Client,
    pub(crate) email: String,
    pub(crate) id: String,
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .no_proxy()
            .build()
            .expect("a client");
        Self {
            http,
            base: format!("http://{address}"),
            token: None,
        }
    }

    /// The same one, with a bearer token.
    pub(crate) fn bearing(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// The bearer token in use.
    pub(crate) fn token(&self) -> &str {
        self.token.as_deref().expect("somebody is signed in")
    }

    /// A request to be completed and given to [`Client::send`]; `path` begins with `/api`.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends, reads the answer, and fails where it is outside the contract.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Reply {
        let (asked, response) = self.ask(request).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.expect("the whole answer");
        asked.check(status, &headers, &body);
        Reply {
            status,
            headers,
            body,
        }
    }

    /// Like [`Client::send`], but hands on the body piece by piece and keeps nothing of it.
    pub(crate) async fn receive(
        &self,
        request: RequestBuilder,
        mut piece: impl FnMut(&[u8]),
    ) -> Reply {
        let mut response = self.open(request).await;
        while let Some(chunk) = response.chunk().await.expect("the whole answer") {
            piece(&chunk);
        }
        Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: bytes::Bytes::new(),
        }
    }

    /// Like [`Client::send`], but the body is for the test to read: it may have no end.
    pub(crate) async fn open(&self, request: RequestBuilder) -> Response {
        let (asked, response) = self.ask(request).await;
        asked.check(response.status().as_u16(), response.headers(), b"");
        response
    }

    async fn ask(&self, request: RequestBuilder) -> (Asked, Response) {
        let request = request.build().expect("a request");
        let asked = Asked::of(&request);
        let response = self.http.execute(request).await.expect("an answer");
        (asked, response)
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn head(&self, path: &str) -> Reply {
        self.send(self.request(Method::HEAD, path)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send(self.request(Method::DELETE, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(self.request(Method::POST, path).json(&body))
            .await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(self.request(Method::PATCH, path).json(&body))
            .await
    }

    /// A POST without a body from our own pages, as the browser sends it to the cookie's routes.
    pub(crate) async fn post_from_page(&self, path: &str) -> Reply {
        self.send(
            self.request(Method::POST, path)
                .header("Sec-Fetch-Site", "same-origin"),
        )
        .await
    }

    /// Sends a file with the name and type that are given.
    pub(crate) async fn send_file(
        &self,
        project: &str,
        name: &str,
        media_type: &str,
        bytes: &[u8],
    ) -> Reply {
        let path = format!("/api/v1/projects/{project}/documents");
        self.send(
            self.request(Method::POST, &path)
                .multipart(form(name, media_type, bytes)),
        )
        .await
    }

    /// Opens an account.
    pub(crate) async fn register(&self, name: &str) -> Person {
        let email = format!("{}@example.com", name.to_lowercase());
        let account = json!({ "email": email, "name": name, "password": PASSWORD });
        let id = self
            .post("/api/v1/auth/register", account)
            .await
            .expect(201)
            .text("id");
        Person {
            client: self.clone(),
            email,
            id,
        }
    }
}

impl Person {
    /// The same person, with a new session.
    pub(crate) async fn sign_in(&self) -> Self {
        let credentials = json!({ "email": self.email, "password": PASSWORD });
        let token = self
            .client
            .post("/api/v1/auth/login", credentials)
            .await
            .expect(200)
            .text("access_token");
        Self {
            client: self.client.bearing(&token),
            ..self.clone()
        }
    }

    /// Makes a project; its id.
    pub(crate) async fn project(&self, name: &str) -> String {
        self.post("/api/v1/projects", json!({ "name": name }))
            .await
            .expect(201)
            .text("id")
    }

    /// Uploads a file of an unknown type; the document.
    pub(crate) async fn upload(&self, project: &str, name: &str, bytes: &[u8]) -> Value {
        self.send_file(project, name, "application/octet-stream", bytes)
            .await
            .expect(201)
            .json()
    }

    /// Does not want a job any more.
    pub(crate) async fn cancel(&self, job: Uuid) -> Reply {
        let cancel = format!("/api/v1/jobs/{job}/cancel");
        self.send(self.request(Method::POST, &cancel)).await
    }

    /// Makes a project with one document, `plan.txt`; the ids of both.
    pub(crate) async fn project_with_document(&self) -> (String, String) {
        let project = self.project("Harbour").await;
        let document = self.upload(&project, "plan.txt", b"moor the boat").await;
        (project, document["id"].as_str().expect("an id").to_owned())
    }
}

impl std::ops::Deref for Person {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// A form with one file.
pub(crate) fn form(name: &str, media_type: &str, bytes: &[u8]) -> Form {
    let part = Part::bytes(bytes.to_vec())
        .file_name(name.to_owned())
        .mime_str(media_type)
        .expect("a media type");
    Form::new().part("file", part)
}
