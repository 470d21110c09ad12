//! The connection for commands, and what happens when it is lost: one line in the log, one task that
//! makes another, and nobody else who waits.

use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{
    AsyncConnectionConfig, Client, Cmd, FromRedisValue, IntoConnectionInfo, RedisError, RedisResult,
};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::config::Secret;
use crate::error::{Error, chain};

/// How long Redis may take to answer, and to let us in. One that is slower is as good as down.
const PATIENCE: Duration = Duration::from_millis(500);

/// The pause between two tries to reach it, which doubles from the first to the last.
const PAUSES: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(1));

/// Asked before a connection is used. One that is full, or a replica, would answer a PING as well.
const PROBE: &str = "return redis.call('SET', KEYS[1], 1, 'PX', 1000)";

/// Shared by all who send commands: they share one connection too.
pub(super) struct Link {
    client: Client,
    probe: Cmd,
    state: watch::Sender<State>,
    thread: Handle,
}

enum State {
    /// Nobody has needed it yet.
    Unused,
    /// It is being made for the first time, which may be waited for.
    Begun,
    Up(Connection),
    Down,
}

/// One after the other, each with a number: the late failure of one says nothing about the next.
#[derive(Clone)]
struct Connection {
    number: u64,
    inner: MultiplexedConnection,
}

impl Link {
    pub(super) fn new(url: &Secret, prefix: &str, thread: &Handle) -> Result<Self, Error> {
        let wrong = |error: RedisError| Error::Internal(format!("REDIS_URL: {error}"));
        let info = url.expose().into_connection_info().map_err(wrong)?;
        // Commands are small, and each is waited for.
        let tcp = info.tcp_settings().clone().set_nodelay(true);
        let info = info.set_tcp_settings(tcp);
        Ok(Self {
            client: Client::open(info).map_err(wrong)?,
            probe: script(PROBE, &format!("{prefix}probe")),
            state: watch::Sender::new(State::Unused),
            thread: thread.clone(),
        })
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    pub(super) fn is_up(&self) -> bool {
        matches!(*self.state.borrow(), State::Up(_))
    }

    pub(super) async fn wait_until_up(self: &Arc<Self>) {
        self.begin();
        let mut state = self.state.subscribe();
        // The sender lives in this link, so there is no end to wait for in vain.
        let _ = state.wait_for(|state| matches!(state, State::Up(_))).await;
    }

    /// Sends a command. None where Redis is down, or turns out to be.
    pub(super) async fn run<T: FromRedisValue>(self: &Arc<Self>, command: &Cmd) -> Option<T> {
        let mut connection = self.connection().await?;
        match in_time(command.query_async(&mut connection.inner)).await {
            Ok(answer) => Some(answer),
            Err(error) => {
                self.lose(connection.number, &error);
                None
            }
        }
    }

    /// Whether it does what we will ask of it.
    pub(super) async fn answers(self: &Arc<Self>) -> bool {
        self.run::<()>(&self.probe).await.is_some()
    }

    async fn connection(self: &Arc<Self>) -> Option<Connection> {
        self.begin();
        let mut state = self.state.subscribe();
        let decided = |state: &State| matches!(state, State::Up(_) | State::Down);
        match timeout(PATIENCE, state.wait_for(decided)).await {
            Ok(Ok(state)) => match &*state {
                State::Up(connection) => Some(connection.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The first who needs it has it made.
    fn begin(self: &Arc<Self>) {
        let first = self.state.send_if_modified(|state| {
            let first = matches!(state, State::Unused);
            if first {
                *state = State::Begun;
            }
            first
        });
        if first {
            self.thread.spawn(Arc::clone(self).connect(1));
        }
    }

    /// The first who sees that it is gone says so, and has another one made.
    fn lose(self: &Arc<Self>, number: u64, error: &RedisError) {
        let first = self.state.send_if_modified(|state| {
            let first = matches!(state, State::Up(current) if current.number == number);
            if first {
                *state = State::Down;
            }
            first
        });
        if first {
            warn(error);
            self.thread.spawn(Arc::clone(self).connect(number + 1));
        }
    }

    /// Tries until there is a connection. Runs once at a time, on the thread that will serve it.
    async fn connect(self: Arc<Self>, number: u64) {
        let mut pause = PAUSES.0;
        loop {
            match self.open().await {
                Ok(inner) => {
                    let before = self
                        .state
                        .send_replace(State::Up(Connection { number, inner }));
                    if matches!(before, State::Down) {
                        log::info!("Redis answers again");
                    }
                    return;
                }
                Err(error) => {
                    if matches!(self.state.send_replace(State::Down), State::Begun) {
                        warn(&error);
                    }
                }
            }
            sleep(pause).await;
            pause = PAUSES.1.min(pause * 2);
        }
    }

    async fn open(&self) -> RedisResult<MultiplexedConnection> {
        // Both limits are ours, in `in_time`.
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(None)
            .set_response_timeout(None);
        let opened = self
            .client
            .get_multiplexed_async_connection_with_config(&config);
        let mut connection = in_time(opened).await?;
        in_time(self.probe.query_async::<()>(&mut connection)).await?;
        Ok(connection)
    }
}

/// A command that runs a script on one key.
pub(super) fn script(text: &str, key: &str) -> Cmd {
    let mut command = redis::cmd("EVAL");
    command.arg(text).arg(1).arg(key);
    command
}

/// The outcome, if it comes in time.
pub(super) async fn in_time<T>(work: impl Future<Output = RedisResult<T>>) -> RedisResult<T> {
    timeout(PATIENCE, work).await.unwrap_or_else(|_| {
        Err(RedisError::from((
            redis::ErrorKind::Io,
            "no answer in time",
        )))
    })
}

fn warn(error: &RedisError) {
    log::warn!(
        "Redis does not answer, so each instance counts for itself until it does: {}",
        chain(error)
    );
}
