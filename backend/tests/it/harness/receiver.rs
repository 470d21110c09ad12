//! Somebody else's server, which takes what webhooks send and answers as a story needs it.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What lets webhooks reach a receiver of the tests.
pub(crate) const REACHABLE: &[(&str, &str)] = &[("WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8")];

/// A server on a port of its own; it ends with the test.
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// A request that arrived.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

/// How it answers.
#[derive(Clone, Debug)]
pub(crate) enum Reaction {
    /// With a status and a text.
    Answer(u16, &'static str),
    /// With a redirect.
    Redirect(String),
    /// With 200, and bytes without end.
    Flood,
    /// Not at all.
    Hang,
}

#[derive(Default)]
struct Shared {
    received: Mutex<Vec<Received>>,
    next: Mutex<VecDeque<Reaction>>,
}

impl Receiver {
    /// One that answers 204.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::<Shared>::default();
        let task = tokio::spawn(listen(listener, Arc::clone(&shared)));
        Self {
            address,
            shared,
            task,
        }
    }

    /// One that answers so at first, one reaction a request, and 204 from then on.
    pub(crate) async fn reacting(reactions: impl IntoIterator<Item = Reaction>) -> Self {
        let this = Self::start().await;
        let mut next = this.shared.next.lock().expect("nobody panics with it");
        next.extend(reactions);
        drop(next);
        this
    }

    /// Where a webhook finds it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// What has arrived so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        let received = self.shared.received.lock();
        received.expect("nobody panics with it").clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Received {
    /// A header's value; empty where it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(mut stream: TcpStream, shared: Arc<Shared>) -> std::io::Result<()> {
    let request = read(&mut stream).await?;
    let received = shared.received.lock();
    received.expect("nobody panics with it").push(request);
    let reaction = shared
        .next
        .lock()
        .expect("nobody panics with it")
        .pop_front();
    match reaction.unwrap_or(Reaction::Answer(204, "")) {
        Reaction::Answer(status, text) => {
            let length = text.len();
            let answer = format!("HTTP/1.1 {status} So\r\ncontent-length: {length}\r\n\r\n{text}");
            stream.write_all(answer.as_bytes()).await
        }
        Reaction::Redirect(to) => {
            let answer =
                format!("HTTP/1.1 307 There\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await
        }
        Reaction::Flood => flood(stream).await,
        Reaction::Hang => std::future::pending().await,
    }
}

async fn flood(mut stream: TcpStream) -> std::io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 So\r\n\r\n").await?;
    loop {
        stream.write_all(&[b'x'; 1024]).await?;
    }
}

async fn read(stream: &mut TcpStream) -> std::io::Result<Received> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break String::from_utf8_lossy(&bytes[..end]).into_owned();
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    };
    let (first, rest) = head.split_once("\r\n").unwrap_or((&head, ""));
    let lines = rest.lines().filter_map(|line| line.split_once(": "));
    let headers: BTreeMap<_, _> = lines
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers["content-length"].parse().expect("a number");
    while bytes.len() < head.len() + 4 + length {
        stream.read_buf(&mut bytes).await?;
    }
    Ok(Received {
        path: first.split(' ').nth(1).unwrap_or_default().to_owned(),
        headers,
        body: String::from_utf8(bytes.split_off(head.len() + 4)).expect("it is UTF-8"),
    })
}
