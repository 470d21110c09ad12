//! A door on the way to a server, which can be shut and can drop what passes through it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

/// A port of its own that leads to a server while it is open.
pub(crate) struct Gate {
    address: SocketAddr,
    server: String,
    /// How many connections will still break after a megabyte.
    faults: Arc<AtomicUsize>,
    /// How many bytes may still go to the server before all stand still.
    room: Arc<AtomicUsize>,
    listener: Option<JoinHandle<()>>,
}

impl Gate {
    /// A shut gate to the server at `HOST:PORT`.
    pub(crate) async fn to(server: &str) -> Gate {
        let port = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = port.local_addr().expect("an address");
        Gate {
            address,
            server: server.to_owned(),
            faults: Arc::default(),
            room: Arc::new(AtomicUsize::new(usize::MAX)),
            listener: None,
        }
    }

    /// A shut gate to the server that an address names, and the address that leads through the gate.
    pub(crate) async fn before(url: &str) -> (Gate, Url) {
        let mut url = Url::parse(url).expect("an address");
        let server = format!(
            "{}:{}",
            url.host_str().expect("a host"),
            url.port().expect("a port")
        );
        let gate = Gate::to(&server).await;
        url.set_host(Some("127.0.0.1")).expect("it has a host");
        url.set_port(Some(gate.address.port()))
            .expect("it has a port");
        (gate, url)
    }

    /// Where clients find it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) async fn open(&mut self) {
        let listener = TcpListener::bind(self.address)
            .await
            .expect("the port is still free");
        let (server, faults) = (self.server.clone(), self.faults.clone());
        let room = self.room.clone();
        self.listener = Some(tokio::spawn(async move {
            // The connections end with the listener that let them in.
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                while connections.try_join_next().is_some() {}
                if let Ok(server) = TcpStream::connect(&server).await {
                    connections.spawn(pass(client, server, faults.clone(), room.clone()));
                }
            }
        }));
    }

    /// Lets nobody in any more, and drops whoever is inside.
    pub(crate) async fn shut(&mut self) {
        if let Some(listener) = self.listener.take() {
            listener.abort();
            let _ = listener.await;
        }
    }

    /// Lets so many more bytes through to the server; then everybody stands still, connected.
    pub(crate) fn hold_after(&self, bytes: usize) {
        self.room.store(bytes, Ordering::SeqCst);
    }

    /// Whether they stand still.
    pub(crate) fn holds(&self) -> bool {
        self.room.load(Ordering::SeqCst) == 0
    }

    /// Lets everybody go on.
    pub(crate) fn release(&self) {
        self.room.store(usize::MAX, Ordering::SeqCst);
    }

    /// Breaks the next `count` connections that send more than a megabyte.
    pub(crate) fn break_next(&self, count: usize) {
        self.faults.store(count, Ordering::SeqCst);
    }

    /// How many of them did not come.
    pub(crate) fn unbroken(&self) -> usize {
        self.faults.load(Ordering::SeqCst)
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            listener.abort();
        }
    }
}

async fn pass(
    client: TcpStream,
    server: TcpStream,
    faults: Arc<AtomicUsize>,
    room: Arc<AtomicUsize>,
) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = async {
        let (mut buffer, mut passed) = (vec![0; 65_536], 0);
        while let Ok(read @ 1..) = from_client.read(&mut buffer).await {
            passed += read;
            let spend = |left: usize| left.checked_sub(1);
            if passed > 1_000_000
                && faults
                    .fetch_update(Ordering::SeqCst, Ordering::SeqCst, spend)
                    .is_ok()
            {
                return;
            }
            take_room(&room, read).await;
            if to_server.write_all(&buffer[..read]).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = up => {}
        _ = copy(&mut from_server, &mut to_client) => {}
    }
}

/// Waits for as long as there is none. The last bytes that find some need not fit.
async fn take_room(room: &AtomicUsize, bytes: usize) {
    let take = |left: usize| match left {
        0 => None,
        usize::MAX => Some(left),
        left => Some(left.saturating_sub(bytes)),
    };
    while room
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take)
        .is_err()
    {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
