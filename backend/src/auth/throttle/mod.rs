//! Counts failed sign-ins, registrations, mails that strangers cause and addresses that nobody has, so that
//! passwords cannot be guessed, accounts mass-produced, mailboxes filled, nor people looked for by trying.

#[cfg(test)]
mod tests;
mod window;

use std::net::IpAddr;
use std::time::Duration;

use uuid::Uuid;

use crate::config::Environment;
use crate::error::Error;
use crate::http::address;
use crate::redis::Redis;

use window::{Counted, Window};

/// A developer's machine has one address for many people and tests.
const LOCAL_FACTOR: u64 = 50;

/// All limits.
pub struct Throttles {
    account: Window,
    address: Window,
    registration: Window,
    mailbox: Window,
    mail: Window,
    person: Window,
}

/// A try that counts as failed while its outcome is unknown, so that many at once are no way around
/// the limit. Unless it is declared failed it is forgotten: an outage must not lock anybody out.
#[must_use]
pub struct Attempt(Vec<Counted>);

impl Throttles {
    /// The limits of design and documentation; outside production-like environments 50 times as much.
    /// With Redis, all instances count together.
    pub fn new(environment: Environment, redis: Option<Redis>) -> Self {
        let factor = if environment.is_local() {
            LOCAL_FACTOR
        } else {
            1
        };
        let window = |name, limit, minutes: u64| {
            let length = Duration::from_secs(minutes * 60);
            Window::new(name, limit * factor, length, redis.clone())
        };
        Self {
            account: window("account", 10, 15),
            address: window("address", 60, 1),
            registration: window("registration", 20, 60),
            mailbox: window("mailbox", 5, 60),
            mail: window("mail", 20, 60),
            person: window("person", 30, 60),
        }
    }

    /// Begins a sign-in. The account's count is kept apart for each network that tries, so that a
    /// stranger cannot lock the owner out.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub async fn sign_in(&self, email: &str, from: IpAddr) -> Result<Attempt, Error> {
        let mut attempt = Attempt(Vec::new());
        let (subscriber, network) = (address::subscriber(from), address::network(from));
        let address = self.address.count(subscriber.to_string()).await?;
        attempt.0.push(address);
        let account = self.account.count(format!("{email} {network}")).await?;
        attempt.0.push(account);
        Ok(attempt)
    }

    /// Counts a registration.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub async fn registration(&self, from: IpAddr) -> Result<(), Error> {
        let subscriber = address::subscriber(from).to_string();
        self.registration.count(subscriber).await.map(drop)
    }

    /// Counts a mail that somebody wants to be sent to an address, whether or not anybody has it.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub async fn mail(&self, email: &str, from: IpAddr) -> Result<(), Error> {
        let subscriber = address::subscriber(from).to_string();
        self.mail.count(subscriber).await?;
        self.mailbox.count(email.to_owned()).await.map(drop)
    }

    /// Begins to look for somebody by their address; it fails where nobody has it.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub async fn person(&self, asked_by: Uuid) -> Result<Attempt, Error> {
        let asked = self.person.count(asked_by.to_string()).await?;
        Ok(Attempt(vec![asked]))
    }
}

impl Attempt {
    /// It stays counted.
    pub fn failed(mut self) {
        self.0.clear();
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.0.drain(..).for_each(Counted::give_back);
    }
}
