//! What `/metrics` shows, on a port of its own, in the format of Prometheus.

mod integrity;
mod queue;

use std::io;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::http::{Method, StatusCode};
use actix_web::{App as ActixApp, HttpResponse, HttpServer, web};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::app::App;
use integrity::IntegrityGauge;
use queue::QueueGauges;

/// Upper bounds of the histogram's buckets, in seconds.
const BUCKETS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0,
];

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answer {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Attempt {
    kind: String,
    outcome: &'static str,
}

/// The process's counters.
pub struct Metrics {
    registry: Registry,
    answers: Family<Answer, Counter>,
    durations: Family<Route, Histogram>,
    attempts: Family<Attempt, Counter>,
    integrity: IntegrityGauge,
    queue: QueueGauges,
    connections: Gauge<i64, AtomicI64>,
    idle_connections: Gauge<i64, AtomicI64>,
    streams: Gauge<i64, AtomicI64>,
    redis_up: Gauge<i64, AtomicI64>,
}

impl Metrics {
    /// All at zero. Without Redis there is no word of it: an alert would take it for one that is down.
    pub fn new(with_redis: bool) -> Self {
        let answers = Family::default();
        let durations =
            Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(BUCKETS));
        let (connections, idle_connections) = (Gauge::default(), Gauge::default());
        let mut registry = Registry::with_prefix("quayside");
        registry.register("http_requests", "Answered requests", answers.clone());
        registry.register_with_unit(
            "http_request_duration",
            "Until the head of the answer",
            Unit::Seconds,
            durations.clone(),
        );
        let attempts = Family::default();
        registry.register("job_attempts", "Ended attempts at jobs", attempts.clone());
        let integrity = IntegrityGauge::new(&mut registry);
        let queue = QueueGauges::new(&mut registry);
        registry.register(
            "database_connections",
            "Open connections to the database",
            connections.clone(),
        );
        registry.register(
            "database_connections_idle",
            "Those of them that wait for work",
            idle_connections.clone(),
        );
        let streams = Gauge::default();
        registry.register("event_streams", "Open event streams", streams.clone());
        let redis_up = Gauge::default();
        if with_redis {
            registry.register("redis_up", "Whether Redis answers", redis_up.clone());
        }
        Self {
            registry,
            answers,
            durations,
            attempts,
            integrity,
            queue,
            connections,
            idle_connections,
            streams,
            redis_up,
        }
    }

    /// Counts one answer. The route is a pattern; unknown addresses count as one.
    pub fn answered(
        &self,
        method: &Method,
        pattern: Option<&str>,
        status: StatusCode,
        elapsed: Duration,
    ) {
        let route = pattern.unwrap_or("unmatched").to_owned();
        self.durations
            .get_or_create(&Route {
                route: route.clone(),
            })
            .observe(elapsed.as_secs_f64());
        let method = if known(method) {
            method.as_str()
        } else {
            "other"
        };
        self.answers
            .get_or_create(&Answer {
                method: method.to_owned(),
                route,
                status: status.as_u16(),
            })
            .inc();
    }

    /// Counts one attempt at a job of a known kind.
    pub fn attempted(&self, kind: &str, outcome: &'static str) {
        let kind = kind.to_owned();
        self.attempts
            .get_or_create(&Attempt { kind, outcome })
            .inc();
    }

    /// The text that Prometheus reads.
    pub fn text(&self, app: &App) -> String {
        let (open, idle) = app.db.connections();
        self.connections.set(open.into());
        self.idle_connections.set(idle.into());
        let streams = app.events.count();
        self.streams.set(i64::try_from(streams).unwrap_or(i64::MAX));
        if let Some(redis) = &app.redis {
            self.redis_up.set(redis.is_up().into());
        }
        let mut text = String::new();
        if prometheus_client::encoding::text::encode(&mut text, &self.registry).is_err() {
            log::error!("metrics cannot be written");
        }
        text
    }
}

/// Clients may invent methods, and each would be a series of its own.
fn known(method: &Method) -> bool {
    [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PATCH,
        Method::DELETE,
        Method::PUT,
        Method::OPTIONS,
    ]
    .contains(method)
}

/// Serves `/metrics` on `METRICS_ADDRESS`, if there is one: never on the public port.
///
/// # Errors
/// An address that cannot be bound.
pub fn serve(app: &web::Data<App>) -> io::Result<Option<ServerHandle>> {
    let Some(address) = app.config.metrics_address else {
        return Ok(None);
    };
    let app = app.clone();
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(app.clone())
            .route("/metrics", web::get().to(show))
    })
    .workers(1)
    .disable_signals()
    .bind(address)
    .map_err(|error| {
        io::Error::new(error.kind(), format!("cannot listen on {address}: {error}"))
    })?;
    for address in server.addrs() {
        log::info!("metrics on http://{address}/metrics");
    }
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    Ok(Some(handle))
}

async fn show(app: web::Data<App>) -> HttpResponse {
    app.metrics.queue.update(&app).await;
    app.metrics.integrity.update(&app).await;
    HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(app.metrics.text(&app))
}
