//! Names become addresses here, and only those within reach come out: what is connected to is what was
//! checked, whatever the name means a moment later.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::reach::{OutOfReach, Reach};

/// Asks another resolver, and hands on what may be reached.
pub(super) struct Guard {
    inner: Arc<dyn Resolve>,
    reach: Reach,
}

impl Guard {
    pub(super) fn new(reach: Reach) -> Self {
        Self::before(Arc::new(System), reach)
    }

    fn before(inner: Arc<dyn Resolve>, reach: Reach) -> Self {
        Self { inner, reach }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (found, reach) = (self.inner.resolve(name), self.reach.clone());
        Box::pin(async move {
            let within: Vec<SocketAddr> = found
                .await?
                .filter(|address| reach.includes(address.ip()))
                .collect();
            if within.is_empty() {
                return Err(OutOfReach.into());
            }
            Ok(Box::new(within.into_iter()) as Addrs)
        })
    }
}

/// As every other program of this machine does it.
struct System;

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Answers each question with the next of its answers.
    struct Fickle(Mutex<Vec<Vec<&'static str>>>);

    impl Resolve for Fickle {
        fn resolve(&self, _: Name) -> Resolving {
            let next = self.0.lock().expect("nobody panics with it").remove(0);
            let addresses: Vec<SocketAddr> = next
                .iter()
                .map(|address| SocketAddr::new(address.parse().expect("an address"), 0))
                .collect();
            Box::pin(async { Ok(Box::new(addresses.into_iter()) as Addrs) })
        }
    }

    #[tokio::test]
    async fn each_answer_is_checked_so_a_name_that_changes_its_mind_gains_nothing() {
        let guard = guard(vec![vec!["93.184.215.14"], vec!["127.0.0.1"], vec!["::1"]]);
        assert_eq!(ask(&guard).await, Some(vec!["93.184.215.14".to_owned()]));
        assert_eq!(ask(&guard).await, None);
        assert_eq!(ask(&guard).await, None);
    }

    #[tokio::test]
    async fn of_several_addresses_those_within_reach_remain() {
        let guard = guard(vec![vec!["10.0.0.1", "93.184.215.14", "::ffff:127.0.0.1"]]);
        assert_eq!(ask(&guard).await, Some(vec!["93.184.215.14".to_owned()]));
    }

    #[tokio::test]
    async fn a_name_of_this_machine_leads_nowhere() {
        let guard = Guard::new(Reach::default());
        assert_eq!(ask(&guard).await, None);
    }

    fn guard(answers: Vec<Vec<&'static str>>) -> Guard {
        Guard::before(Arc::new(Fickle(Mutex::new(answers))), Reach::default())
    }

    /// The addresses that come out, or `None` where the name is refused as out of reach.
    async fn ask(guard: &Guard) -> Option<Vec<String>> {
        let name = "localhost".parse().expect("a name");
        match guard.resolve(name).await {
            Ok(addresses) => Some(addresses.map(|address| address.ip().to_string()).collect()),
            Err(error) => {
                assert!(error.is::<OutOfReach>(), "{error}");
                None
            }
        }
    }
}
