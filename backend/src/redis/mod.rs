//! Redis, where there is one: what instances count together, and what they tell each other at once.
//!
//! Nothing in it is the truth, and it may be gone at any time. Then nobody is told so and nobody waits:
//! each instance counts for itself and finds out a little later, until Redis answers again.

mod channel;
mod counts;
mod link;
mod subscription;
mod thread;

use std::sync::{Arc, Once};

use crate::config::Config;
use crate::error::Error;

pub use channel::{Channel, News};
pub use counts::Count;

use channel::Listeners;
use link::Link;
use thread::Thread;

/// A handle for everybody who needs Redis. All of them share one connection for commands, and a second
/// one on which messages arrive.
#[derive(Clone)]
pub struct Redis(Arc<Inner>);

struct Inner {
    /// Before every name, so that two installations on one Redis do not meet.
    prefix: String,
    link: Arc<Link>,
    listeners: Arc<Listeners>,
    listening: Once,
    thread: Thread,
}

impl Redis {
    /// The one of `REDIS_URL`, if that is set. Opens no connection: it may be down.
    ///
    /// # Errors
    /// [`Error::Internal`] for an address that can never work; no thread for the connections.
    pub fn from_config(config: &Config) -> Result<Option<Self>, Error> {
        let Some(url) = &config.redis_url else {
            return Ok(None);
        };
        let thread = Thread::start()?;
        let host = config.public_url.host_str().unwrap_or_default();
        let prefix = format!("quayside:{host}:");
        Ok(Some(Self(Arc::new(Inner {
            link: Arc::new(Link::new(url, &prefix, thread.handle())?),
            prefix,
            listeners: Arc::default(),
            listening: Once::new(),
            thread,
        }))))
    }

    /// Whether it answered when it was last asked.
    pub fn is_up(&self) -> bool {
        self.0.link.is_up()
    }

    /// Asks it, within a bounded time, whether it takes what we would write.
    pub async fn answers(&self) -> bool {
        self.0.link.answers().await
    }

    /// Tells all instances, this one too. Where Redis is down nobody hears of it.
    pub async fn publish(&self, channel: Channel, message: &str) {
        let publish = self.publication(channel, message);
        self.0.link.run::<()>(&publish).await;
    }

    /// The same, in the background: for threads that have better things to do than to wait.
    pub fn announce(&self, channel: Channel, message: &str) {
        let publish = self.publication(channel, message);
        let link = Arc::clone(&self.0.link);
        let thread = self.0.thread.handle();
        thread.spawn(async move { link.run::<()>(&publish).await });
    }

    fn publication(&self, channel: Channel, message: &str) -> ::redis::Cmd {
        let mut publish = ::redis::cmd("PUBLISH");
        publish.arg(channel.name(&self.0.prefix)).arg(message);
        publish
    }

    /// Calls `listener` with everything that any instance publishes, once [`Redis::listen`] was called.
    /// It must be quick: all channels wait for it.
    pub fn on(&self, channel: Channel, listener: impl Fn(News<'_>) + Send + Sync + 'static) {
        self.0.listeners.add(channel, Box::new(listener));
    }

    /// Begins to hear what is published, for as long as this process lives.
    pub fn listen(&self) {
        let Inner {
            prefix,
            link,
            listeners,
            listening,
            thread,
        } = &*self.0;
        listening.call_once(|| {
            let heard = subscription::keep(Arc::clone(link), Arc::clone(listeners), prefix.clone());
            thread.handle().spawn(heard);
        });
    }
}
