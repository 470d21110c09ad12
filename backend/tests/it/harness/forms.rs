//! Forms written by hand, as clients send them that are old, sloppy or hostile.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;

use super::Reply;
use super::person::Client;

/// The content type of a [`RawForm`].
pub(crate) const FORM_TYPE: &str = "multipart/form-data; boundary=the-boundary";

/// The bytes of a form, part by part.
#[derive(Default)]
pub(crate) struct RawForm(Vec<u8>);

impl RawForm {
    /// A form with one file; `parameters` are those of its name, as they stand in the header.
    pub(crate) fn file(parameters: &str, bytes: &[u8]) -> Self {
        Self::default().part(&format!("name=\"file\"; {parameters}"), bytes)
    }

    /// Adds a part.
    pub(crate) fn part(mut self, parameters: &str, bytes: &[u8]) -> Self {
        let head = format!(
            "--the-boundary\r\nContent-Disposition: form-data; {parameters}\r\nContent-Type: text/plain\r\n\r\n"
        );
        self.0.extend_from_slice(head.as_bytes());
        self.0.extend_from_slice(bytes);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    /// The whole form.
    pub(crate) fn end(mut self) -> Vec<u8> {
        self.0.extend_from_slice(b"--the-boundary--\r\n");
        self.0
    }
}

impl Client {
    /// Sends a whole form.
    pub(crate) async fn send_form(&self, project: &str, form: RawForm) -> Reply {
        self.send_body(project, FORM_TYPE, form.end()).await
    }

    /// Sends what is no form, or no whole one, to where files are uploaded.
    pub(crate) async fn send_body(
        &self,
        project: &str,
        content_type: &str,
        body: impl Into<Vec<u8>>,
    ) -> Reply {
        let path = format!("/api/v1/projects/{project}/documents");
        let request = self.request(Method::POST, &path).body(body.into());
        self.send(request.header(CONTENT_TYPE, content_type)).await
    }
}
