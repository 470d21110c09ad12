//! A connection on which a test sends and reads what and when it likes.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Client;

const END_OF_FORM: &str = "\r\n--sea--\r\n";

/// One TCP connection to a server.
pub(crate) struct Connection {
    stream: TcpStream,
    /// Read, but not asked for yet.
    ahead: Vec<u8>,
}

impl Connection {
    pub(crate) async fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("it listens");
        Self {
            stream,
            ahead: Vec::new(),
        }
    }

    /// Sends the head of a request with somebody's token; `more` are further header lines.
    pub(crate) async fn ask(&mut self, client: &Client, line: &str, more: &[String]) {
        let token = client.token();
        let mut head =
            format!("{line} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n");
        for header in more {
            head += &format!("{header}\r\n");
        }
        head += "\r\n";
        self.send(head.as_bytes()).await;
    }

    /// Begins to upload a file of `size` bytes, which are for the test to send; the server has taken the
    /// request when this returns.
    pub(crate) async fn begin_upload(&mut self, client: &Client, project: &str, size: usize) {
        let part =
            "--sea\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.txt\"\r\n\r\n";
        let length = part.len() + size + END_OF_FORM.len();
        let headers = [
            "Content-Type: multipart/form-data; boundary=sea".to_owned(),
            format!("Content-Length: {length}"),
            "Expect: 100-continue".to_owned(),
        ];
        let line = format!("POST /api/v1/projects/{project}/documents");
        self.ask(client, &line, &headers).await;
        assert_eq!(self.head().await.0, 100);
        self.send(part.as_bytes()).await;
    }

    /// Ends the form of an upload whose bytes were sent.
    pub(crate) async fn end_upload(&mut self) {
        self.send(END_OF_FORM.as_bytes()).await;
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.expect("it reads");
    }

    /// Reads the head of an answer; the status and the head as it is.
    pub(crate) async fn head(&mut self) -> (u16, String) {
        loop {
            if let Some(end) = self.ahead.windows(4).position(|four| four == b"\r\n\r\n") {
                let rest = self.ahead.split_off(end + 4);
                let head = std::mem::replace(&mut self.ahead, rest);
                let head = String::from_utf8(head).expect("a head is text");
                let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
                return (status.expect("a status"), head);
            }
            assert!(self.read().await, "the answer ended before its body");
        }
    }

    /// Reads `count` bytes, or all that come before the end.
    pub(crate) async fn body(&mut self, count: usize) -> Vec<u8> {
        while self.ahead.len() < count && self.read().await {}
        let rest = self.ahead.split_off(count.min(self.ahead.len()));
        std::mem::replace(&mut self.ahead, rest)
    }

    async fn read(&mut self) -> bool {
        self.stream
            .read_buf(&mut self.ahead)
            .await
            .is_ok_and(|read| read > 0)
    }
}
