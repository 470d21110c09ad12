//! Listens and answers, or runs jobs, and ends in good order.

use std::io;
use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, HttpServer, web};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;

use crate::app::App;
use crate::http::{access_log, draining, headers, host, problems, request_id};
use crate::jobs::worker;
use crate::{events, metrics, reports, router};

/// Longer than a proxy keeps an idle connection, so that it never sends a request into a closing one.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// Jobs that a worker runs at once, unless WORKER_CONCURRENCY says otherwise.
const USUAL_CONCURRENCY: u16 = 4;
const NO_JOBS: &str = "a worker that runs no jobs is of no use: set WORKER_CONCURRENCY to 1 or more, or leave it unset";

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT, drains for `DRAIN_SECONDS`, then finishes what runs, within
/// `SHUTDOWN_SECONDS`.
///
/// # Errors
/// An address that cannot be bound; signals that cannot be received.
pub async fn serve(app: web::Data<App>) -> io::Result<()> {
    let listener = bind(app.config.listen)?;
    // With PORT=0 the system chose the port.
    let address = listener.local_addr()?;
    let metrics = metrics::serve(&app)?;
    let server = start(app.clone(), listener, workers())?;
    let mut stop = StopSignals::new()?;
    let worker = worker_beside(&app)?;
    log::info!("listening on http://{address}");
    let handle = server.handle();
    let draining = app.clone();
    actix_web::rt::spawn(async move {
        stop.next().await;
        drain(&draining, &mut stop).await;
        log::info!("stopping: no new connections, running requests may finish");
        handle.stop(true).await;
    });
    server.await?;
    app.events.closed().await;
    if let Some(worker) = worker {
        worker.await.map_err(io::Error::other)??;
    }
    if let Some(metrics) = metrics {
        metrics.stop(false).await;
    }
    log::info!("stopped");
    Ok(())
}

/// Runs jobs until SIGTERM or SIGINT, and answers nothing but `/metrics`.
///
/// # Errors
/// `WORKER_CONCURRENCY=0`; signals that cannot be received.
pub async fn work(app: web::Data<App>) -> io::Result<()> {
    let concurrency = app.config.worker_concurrency.unwrap_or(USUAL_CONCURRENCY);
    if concurrency == 0 {
        return Err(io::Error::other(NO_JOBS));
    }
    reports::look_for_fonts(&app.config.fonts_dir);
    let metrics = metrics::serve(&app)?;
    let mut stop = StopSignals::new()?;
    worker::run(app.into_inner(), concurrency.into(), stop.next()).await?;
    if let Some(metrics) = metrics {
        metrics.stop(false).await;
    }
    Ok(())
}

/// A worker in the server's process, for platforms that give one container.
fn worker_beside(app: &web::Data<App>) -> io::Result<Option<JoinHandle<io::Result<()>>>> {
    let Some(concurrency @ 1..) = app.config.worker_concurrency else {
        return Ok(None);
    };
    reports::look_for_fonts(&app.config.fonts_dir);
    let (app, mut stop) = (app.clone().into_inner(), StopSignals::new()?);
    let worker = async move { worker::run(app, concurrency.into(), stop.next()).await };
    Ok(Some(actix_web::rt::spawn(worker)))
}

/// Tells proxies and streams to go elsewhere, and takes requests until they have: for `DRAIN_SECONDS`, or
/// until a second signal.
async fn drain(app: &App, stop: &mut StopSignals) {
    app.start_draining();
    let patience = app.config.drain;
    if patience.is_zero() {
        return;
    }
    log::info!(
        "draining for {} s: readiness is red, requests are still taken",
        patience.as_secs()
    );
    // Which of the two it was makes no difference.
    let _ = tokio::time::timeout(patience, stop.next()).await;
}

/// A server on `listener` that runs when awaited.
///
/// # Errors
/// A listener that cannot be used.
pub fn start(app: web::Data<App>, listener: TcpListener, workers: usize) -> io::Result<Server> {
    let shutdown = app.config.shutdown.as_secs();
    if let Some(redis) = &app.redis {
        redis.listen();
    }
    events::feed(app.clone().into_inner());
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(app.clone())
            .configure(router::routes(&app))
            .wrap(from_fn(host::layer))
            .wrap(from_fn(problems::layer))
            .wrap(from_fn(headers::layer))
            .wrap(from_fn(draining::layer))
            .wrap(from_fn(access_log::layer))
            .wrap(from_fn(request_id::layer))
    });
    let server = server
        .workers(workers)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(HEAD_TIMEOUT)
        .shutdown_timeout(shutdown)
        .disable_signals()
        .listen(listener)?;
    Ok(server.run())
}

fn bind(address: std::net::SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| {
        io::Error::new(error.kind(), format!("cannot listen on {address}: {error}"))
    })
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// SIGTERM and SIGINT, also those that come before anybody waits for them.
struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
