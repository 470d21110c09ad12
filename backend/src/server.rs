//! Listens and answers, or runs jobs, and ends in good order.

use std::io;
use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, HttpServer, web};
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

use crate::app::App;
use crate::http::{access_log, headers, host, problems, request_id};
use crate::jobs::worker;
use crate::{events, metrics, router};

/// Longer than a proxy keeps an idle connection, so that it never sends a request into a closing one.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// Jobs that a worker runs at once, unless WORKER_CONCURRENCY says otherwise.
const USUAL_CONCURRENCY: u16 = 4;
const NO_JOBS: &str = "a worker that runs no jobs is of no use: set WORKER_CONCURRENCY to 1 or more, or leave it unset";

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT, then finishes what runs, within `SHUTDOWN_SECONDS`.
///
/// # Errors
/// An address that cannot be bound; signals that cannot be received.
pub async fn serve(app: web::Data<App>) -> io::Result<()> {
    let listener = bind(app.config.listen)?;
    // With PORT=0 the system chose the port.
    let address = listener.local_addr()?;
    let metrics = metrics::serve(&app)?;
    let server = start(app.clone(), listener, workers())?;
    let stop = stop_signal()?;
    let worker = worker_beside(&app)?;
    log::info!("listening on http://{address}");
    let handle = server.handle();
    let draining = app.clone();
    actix_web::rt::spawn(async move {
        stop.await;
        log::info!("stopping: no new connections, running requests may finish");
        draining.start_draining();
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
    let metrics = metrics::serve(&app)?;
    let stop = stop_signal()?;
    worker::run(app.into_inner(), concurrency.into(), stop).await?;
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
    let (app, stop) = (app.clone().into_inner(), stop_signal()?);
    let worker = worker::run(app, concurrency.into(), stop);
    Ok(Some(actix_web::rt::spawn(worker)))
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

/// Ends with the first SIGTERM or SIGINT, also one that comes before anybody waits for it.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
