//! What instances tell each other, and who wants to hear it.

use std::sync::RwLock;

/// A subject. Its name is made here alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Sessions that ended: their ids, divided by spaces.
    Sessions,
    /// Jobs were queued, or are to be cancelled: which of the two.
    Jobs,
    /// Events were written; what they are is in their table.
    Events,
}

/// What a listener hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News<'a> {
    /// Somebody published this.
    Message(&'a str),
    /// The connection is new: what was published before it stood was not heard.
    Missed,
}

type Listener = Box<dyn Fn(News<'_>) + Send + Sync>;

/// Who wants to hear what.
#[derive(Default)]
pub(super) struct Listeners(RwLock<Vec<(Channel, Listener)>>);

impl Channel {
    /// All that a process listens to.
    pub(super) const ALL: [Self; 3] = [Self::Sessions, Self::Jobs, Self::Events];

    pub(super) fn name(self, prefix: &str) -> String {
        let subject = match self {
            Self::Sessions => "sessions",
            Self::Jobs => "jobs",
            Self::Events => "events",
        };
        format!("{prefix}{subject}")
    }
}

impl Listeners {
    pub(super) fn add(&self, channel: Channel, listener: Listener) {
        if let Ok(mut all) = self.0.write() {
            all.push((channel, listener));
        }
    }

    /// Passes a message on.
    pub(super) fn tell(&self, channel: Channel, news: News<'_>) {
        let Ok(all) = self.0.read() else { return };
        for (_, listener) in all.iter().filter(|(wanted, _)| *wanted == channel) {
            listener(news);
        }
    }

    /// Everybody may have missed something.
    pub(super) fn tell_of_a_gap(&self) {
        for channel in Channel::ALL {
            self.tell(channel, News::Missed);
        }
    }
}
