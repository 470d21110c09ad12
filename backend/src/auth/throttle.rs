//! Counts failed sign-ins and registrations, so that passwords cannot be guessed nor accounts mass-produced.
//!
//! Windows are fixed: the count begins with the first failure and is forgotten when the window ends.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use moka::sync::Cache;

use crate::config::Environment;
use crate::error::Error;
use crate::http::address;

/// A developer's machine has one address for many people and tests.
const LOCAL_FACTOR: u64 = 50;

/// How many different accounts or addresses one window remembers.
const CAPACITY: u64 = 100_000;

/// All limits of this process.
pub struct Throttles {
    account: Window,
    address: Window,
    registration: Window,
}

struct Window {
    limit: u64,
    length: Duration,
    counts: Cache<String, Arc<(Instant, AtomicU64)>>,
}

/// A try that counts as failed while its outcome is unknown, so that many at once are no way around
/// the limit. Unless it is declared failed it is forgotten: an outage must not lock anybody out.
#[must_use]
pub struct Attempt(Vec<Arc<(Instant, AtomicU64)>>);

impl Throttles {
    /// The limits of design and documentation; outside production-like environments 50 times as much.
    pub fn new(environment: Environment) -> Self {
        let factor = if environment.is_local() {
            LOCAL_FACTOR
        } else {
            1
        };
        Self {
            account: Window::new(10 * factor, Duration::from_secs(15 * 60)),
            address: Window::new(60 * factor, Duration::from_secs(60)),
            registration: Window::new(20 * factor, Duration::from_secs(60 * 60)),
        }
    }

    /// Begins a sign-in. The account's count is kept apart for each network that tries, so that a
    /// stranger cannot lock the owner out.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub fn sign_in(&self, email: &str, from: IpAddr) -> Result<Attempt, Error> {
        let mut attempt = Attempt(Vec::new());
        attempt
            .0
            .push(self.address.count(address::subscriber(from).to_string())?);
        attempt.0.push(
            self.account
                .count(format!("{email} {}", address::network(from)))?,
        );
        Ok(attempt)
    }

    /// Counts a registration.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub fn registration(&self, from: IpAddr) -> Result<(), Error> {
        self.registration
            .count(address::subscriber(from).to_string())
            .map(drop)
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
        for count in &self.0 {
            count.1.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Window {
    fn new(limit: u64, length: Duration) -> Self {
        Self {
            limit,
            length,
            counts: Cache::builder()
                .max_capacity(CAPACITY)
                .time_to_live(length)
                .build(),
        }
    }

    fn count(&self, key: String) -> Result<Arc<(Instant, AtomicU64)>, Error> {
        let count = self
            .counts
            .get_with(key, || Arc::new((Instant::now(), AtomicU64::new(0))));
        if count.1.fetch_add(1, Ordering::Relaxed) < self.limit {
            return Ok(count);
        }
        count.1.fetch_sub(1, Ordering::Relaxed);
        let left = self.length.saturating_sub(count.0.elapsed());
        Err(Error::TooManyRequests(left.as_secs() + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: &str = "203.0.113.7";

    #[test]
    fn ten_failures_of_an_account_are_the_most() {
        let throttles = Throttles::new(Environment::Production);
        for _ in 0..10 {
            assert!(fails(&throttles, "anna@example.com", HOME).is_ok());
        }
        let wait = seconds(fails(&throttles, "anna@example.com", HOME));
        assert!((895..=901).contains(&wait), "{wait}");
        assert!(fails(&throttles, "ben@example.com", HOME).is_ok());
        assert!(fails(&throttles, "anna@example.com", "198.51.100.1").is_ok());
    }

    #[test]
    fn sixty_failures_of_an_address_are_the_most() {
        let throttles = Throttles::new(Environment::Staging);
        for n in 0..60 {
            assert!(fails(&throttles, &format!("{n}@example.com"), HOME).is_ok());
        }
        let wait = seconds(fails(&throttles, "anna@example.com", HOME));
        assert!((55..=61).contains(&wait), "{wait}");
        assert!(fails(&throttles, "anna@example.com", "203.0.113.8").is_ok());
        // Being refused for the address's sake does not count against the account.
        for _ in 0..20 {
            assert!(fails(&throttles, "anna@example.com", HOME).is_err());
        }
        assert!(
            throttles
                .account
                .counts
                .iter()
                .all(|(_, count)| { count.1.load(Ordering::Relaxed) <= 1 })
        );
    }

    #[test]
    fn what_did_not_fail_is_not_counted() {
        let throttles = Throttles::new(Environment::Production);
        for _ in 0..100 {
            let attempt = throttles.sign_in("anna@example.com", address(HOME));
            drop(attempt.expect("it is allowed"));
        }
    }

    #[test]
    fn attempts_at_once_are_counted_before_they_are_decided() {
        let throttles = Throttles::new(Environment::Production);
        let begin = || throttles.sign_in("anna@example.com", address(HOME));
        let running: Vec<_> = (0..10).filter_map(|_| begin().ok()).collect();
        assert_eq!(running.len(), 10);
        assert!(begin().is_err());
        drop(running);
        assert!(begin().is_ok());
    }

    #[test]
    fn twenty_registrations_an_hour_are_the_most() {
        let throttles = Throttles::new(Environment::Production);
        for _ in 0..20 {
            assert!(throttles.registration(address(HOME)).is_ok());
        }
        let wait = seconds(throttles.registration(address(HOME)));
        assert!((3595..=3601).contains(&wait), "{wait}");
        assert!(throttles.registration(address("198.51.100.1")).is_ok());
    }

    #[test]
    fn a_developers_machine_is_fifty_times_as_patient() {
        let throttles = Throttles::new(Environment::Local);
        for _ in 0..500 {
            assert!(fails(&throttles, "anna@example.com", HOME).is_ok());
        }
        assert!(fails(&throttles, "anna@example.com", HOME).is_err());
    }

    #[test]
    fn a_window_ends() {
        let window = Window::new(1, Duration::from_millis(300));
        assert!(window.count("anna".to_owned()).is_ok());
        assert!(window.count("anna".to_owned()).is_err());
        let patience = Instant::now() + Duration::from_secs(5);
        while window.count("anna".to_owned()).is_err() {
            assert!(Instant::now() < patience, "the window never ends");
        }
    }

    fn fails(throttles: &Throttles, email: &str, from: &str) -> Result<(), Error> {
        throttles.sign_in(email, address(from)).map(Attempt::failed)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn seconds<T>(answer: Result<T, Error>) -> u64 {
        match answer {
            Err(Error::TooManyRequests(seconds)) => seconds,
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("it is allowed"),
        }
    }
}
