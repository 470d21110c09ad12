//! Asks the process of this machine whether it is well: the container's health check.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use super::host;
use crate::config::Config;
use crate::db;
use crate::error::Error;
use crate::jobs;

const TIMEOUT: Duration = Duration::from_secs(5);

/// Whether the server on `PORT` should get traffic.
///
/// # Errors
/// What it answered instead.
pub async fn server(config: &Config) -> Result<(), String> {
    let url = format!("http://{}/api/health/ready", reachable(config));
    let client = reqwest::Client::builder()
        .timeout(TIMEOUT)
        .no_proxy()
        .build()
        .map_err(|error| error.to_string())?;
    let response = client
        .get(&url)
        .send()
        .await
        .map_err(|error| format!("{url} does not answer: {error}"))?;
    if response.status().is_success() {
        Ok(())
    } else {
        Err(format!("{url} answered {}", response.status()))
    }
}

/// Whether a worker of this machine gave a sign of life lately, by the database's clock.
///
/// # Errors
/// That none did, or that nobody can know.
pub fn worker(config: &Config) -> Result<(), String> {
    let host = host::name();
    let is_alive = db::connect(&config.database_url)
        .and_then(|mut connection| Ok(jobs::is_alive(&mut connection, &host)?));
    match is_alive {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("no worker of {host} gave a sign of life lately")),
        Err(error) => Err(explained(&error)),
    }
}

fn explained(error: &Error) -> String {
    let cause = error.cause().and_then(|cause| cause.lines().next());
    format!("{error} {}", cause.unwrap_or_default())
}

/// A server that listens everywhere is asked on the loopback.
fn reachable(config: &Config) -> std::net::SocketAddr {
    let mut address = config.listen;
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() {
            IpAddr::V4(Ipv4Addr::LOCALHOST)
        } else {
            IpAddr::V6(Ipv6Addr::LOCALHOST)
        });
    }
    address
}
