//! A Redis of one test's own, which may be killed, stopped and started again.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use redis::Commands;
use uuid::Uuid;

use super::cluster::free_port;
use super::process::Process;
use super::{SOON, eventually, variable};

/// A running server; it ends with the test, and keeps nothing beyond its end.
pub(crate) struct RedisServer {
    port: u16,
    password: String,
    /// Where its certificate lies, if it speaks TLS.
    certificate: Option<PathBuf>,
    process: Option<Process>,
}

impl RedisServer {
    /// One that answers.
    pub(crate) async fn start() -> Self {
        let mut server = Self::planned();
        server.restart().await;
        server
    }

    /// An address at which there is none yet.
    pub(crate) fn planned() -> Self {
        Self {
            port: free_port(),
            password: Uuid::new_v4().simple().to_string(),
            certificate: None,
            process: None,
        }
    }

    /// One that speaks TLS alone, with a certificate in that folder for which nobody else vouches.
    pub(crate) async fn with_tls(folder: &Path) -> Self {
        let names = ["127.0.0.1".to_owned()];
        let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
        let certificate = folder.join("redis.crt");
        std::fs::write(&certificate, made.cert.pem()).expect("a file");
        let key = made.signing_key.serialize_pem();
        std::fs::write(certificate.with_extension("key"), key).expect("a file");
        let mut server = Self::planned();
        server.certificate = Some(certificate);
        server.restart().await;
        server
    }

    /// What belongs into `REDIS_URL`.
    pub(crate) fn url(&self) -> String {
        let scheme = if self.certificate.is_some() {
            "rediss"
        } else {
            "redis"
        };
        let (password, port) = (&self.password, self.port);
        format!("{scheme}://default:{password}@127.0.0.1:{port}")
    }

    /// Starts it, or starts it anew, without what it knew.
    pub(crate) async fn restart(&mut self) {
        self.process = None;
        let mut command = Command::new(variable("REDIS_BIN"));
        command.args(["--requirepass", &self.password, "--save", "", "--dir", "/"]);
        let port = self.port.to_string();
        command.args(["--bind", "127.0.0.1", "--port"]);
        match &self.certificate {
            None => command.arg(port),
            Some(file) => command
                .args(["0", "--tls-port", &port, "--tls-auth-clients", "no"])
                .arg("--tls-cert-file")
                .arg(file)
                .arg("--tls-key-file")
                .arg(file.with_extension("key")),
        };
        self.process = Some(Process::start(command, ""));
        eventually(SOON, "Redis listens", async || {
            TcpStream::connect(("127.0.0.1", self.port)).is_ok()
        })
        .await;
    }

    /// Ends it at once, as when its machine is gone.
    pub(crate) fn kill(&mut self) {
        self.process.take().expect("it runs");
    }

    /// Lets it fall silent: who is connected stays so, and nobody is answered.
    pub(crate) fn fall_silent(&self) {
        self.process.as_ref().expect("it runs").signal("STOP");
    }

    /// Lets it go on.
    pub(crate) fn go_on(&self) {
        self.process.as_ref().expect("it runs").signal("CONT");
    }

    /// Everything that it keeps: names, values, and the milliseconds that they last.
    pub(crate) fn entries(&self) -> Vec<(String, String, i64)> {
        let mut connection = self.connection();
        let names: Vec<String> = connection.keys("*").expect("names");
        let entries = names.into_iter().filter_map(|name| {
            let value: Option<String> = connection.get(&name).expect("a value");
            let left = connection.pttl(&name).expect("a time");
            Some((name, value?, left))
        });
        entries.collect()
    }

    /// How many instances listen on a channel.
    pub(crate) fn listeners(&self, channel: &str) -> u32 {
        let mut count = redis::cmd("PUBSUB");
        count.arg("NUMSUB").arg(channel);
        let (_, count): (String, u32) = count.query(&mut self.connection()).expect("a count");
        count
    }

    fn connection(&self) -> redis::Connection {
        let client = redis::Client::open(self.url()).expect("an address");
        client.get_connection().expect("it answers")
    }
}
