//! An upload that stands still in the middle, over a socket of its own: no HTTP client would do that.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use super::forms::{FORM_TYPE, RawForm};
use super::{Person, TestApp};

/// The bytes that a held upload keeps back.
const KEPT_BACK: usize = 64;

/// An upload that has begun. Dropped, its client is gone.
pub(crate) struct HeldUpload {
    stream: TcpStream,
    rest: Vec<u8>,
}

impl TestApp {
    /// Begins to upload `held.txt` with these bytes and sends all but the end; `headers` are whole lines.
    pub(crate) fn hold_upload(
        &self,
        person: &Person,
        project: &str,
        headers: &str,
        bytes: &[u8],
    ) -> HeldUpload {
        let mut form = RawForm::file("filename=\"held.txt\"", bytes).end();
        let rest = form.split_off(form.len() - KEPT_BACK);
        let head = format!(
            "POST /api/v1/projects/{project}/documents HTTP/1.1\r\nHost: localhost\r\n\
             Authorization: Bearer {}\r\nContent-Type: {FORM_TYPE}\r\nContent-Length: {}\r\n\
             Connection: close\r\n{headers}\r\n",
            person.token(),
            form.len() + rest.len(),
        );
        let mut stream = TcpStream::connect(self.address).expect("the app listens");
        stream.write_all(head.as_bytes()).expect("the head is sent");
        stream.write_all(&form).expect("the beginning is sent");
        HeldUpload { stream, rest }
    }
}

impl HeldUpload {
    /// Sends the end; the whole answer.
    pub(crate) fn finish(mut self) -> String {
        self.stream.write_all(&self.rest).expect("the end is sent");
        self.answer()
    }

    /// Sends no more, but still listens; the whole answer.
    pub(crate) fn break_off(mut self) -> String {
        self.stream
            .shutdown(Shutdown::Write)
            .expect("the socket is open");
        self.answer()
    }

    fn answer(&mut self) -> String {
        let mut answer = String::new();
        self.stream
            .read_to_string(&mut answer)
            .expect("the app answers and closes");
        answer
    }
}
