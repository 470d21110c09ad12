//! The limits of one instance.

use std::time::Instant;

use super::*;

const HOME: &str = "203.0.113.7";

#[tokio::test]
async fn ten_failures_of_an_account_are_the_most() {
    let throttles = limits(Environment::Production);
    for _ in 0..10 {
        assert!(fails(&throttles, "anna@example.com", HOME).await.is_ok());
    }
    let wait = seconds(fails(&throttles, "anna@example.com", HOME).await);
    assert!((895..=901).contains(&wait), "{wait}");
    assert!(fails(&throttles, "ben@example.com", HOME).await.is_ok());
    assert!(
        fails(&throttles, "anna@example.com", "198.51.100.1")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn sixty_failures_of_an_address_are_the_most() {
    let throttles = limits(Environment::Staging);
    for n in 0..60 {
        assert!(
            fails(&throttles, &format!("{n}@example.com"), HOME)
                .await
                .is_ok()
        );
    }
    let wait = seconds(fails(&throttles, "anna@example.com", HOME).await);
    assert!((55..=61).contains(&wait), "{wait}");
    assert!(
        fails(&throttles, "anna@example.com", "203.0.113.8")
            .await
            .is_ok()
    );
    // Being refused for the address's sake does not count against the account.
    for _ in 0..20 {
        assert!(fails(&throttles, "anna@example.com", HOME).await.is_err());
    }
    assert_eq!(throttles.account.most(), 1);
}

#[tokio::test]
async fn what_did_not_fail_is_not_counted() {
    let throttles = limits(Environment::Production);
    for _ in 0..100 {
        let attempt = throttles.sign_in("anna@example.com", address(HOME)).await;
        drop(attempt.expect("it is allowed"));
    }
}

#[tokio::test]
async fn attempts_at_once_are_counted_before_they_are_decided() {
    let throttles = limits(Environment::Production);
    let begin = || throttles.sign_in("anna@example.com", address(HOME));
    let mut running = Vec::new();
    for _ in 0..10 {
        running.push(begin().await.expect("it is allowed"));
    }
    assert!(begin().await.is_err());
    drop(running);
    assert!(begin().await.is_ok());
}

#[tokio::test]
async fn twenty_registrations_an_hour_are_the_most() {
    let throttles = limits(Environment::Production);
    for _ in 0..20 {
        assert!(throttles.registration(address(HOME)).await.is_ok());
    }
    let wait = seconds(throttles.registration(address(HOME)).await);
    assert!((3595..=3601).contains(&wait), "{wait}");
    assert!(
        throttles
            .registration(address("198.51.100.1"))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_developers_machine_is_fifty_times_as_patient() {
    let throttles = limits(Environment::Local);
    for _ in 0..500 {
        assert!(fails(&throttles, "anna@example.com", HOME).await.is_ok());
    }
    assert!(fails(&throttles, "anna@example.com", HOME).await.is_err());
}

#[tokio::test]
async fn a_window_ends() {
    let window = Window::new("test", 1, Duration::from_millis(300), None);
    let count = || window.count("anna".to_owned());
    assert!(count().await.is_ok());
    assert!(count().await.is_err());
    let patience = Instant::now() + Duration::from_secs(5);
    while count().await.is_err() {
        assert!(Instant::now() < patience, "the window never ends");
    }
}

/// Without Redis.
fn limits(environment: Environment) -> Throttles {
    Throttles::new(environment, None)
}

async fn fails(throttles: &Throttles, email: &str, from: &str) -> Result<(), Error> {
    let attempt = throttles.sign_in(email, address(from)).await;
    attempt.map(Attempt::failed)
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
