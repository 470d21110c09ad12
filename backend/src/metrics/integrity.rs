//! Documents whose bytes are damaged, as the last looks have shown.

use std::sync::atomic::AtomicI64;
use std::time::Duration;

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::app::App;
use crate::integrity;

/// How long the database may take to tell; after that the last known number stands.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) struct IntegrityGauge(Gauge<i64, AtomicI64>);

impl IntegrityGauge {
    pub(super) fn new(registry: &mut Registry) -> Self {
        let damaged = Gauge::default();
        registry.register(
            "damaged_documents",
            "Documents whose stored bytes are not what was uploaded",
            damaged.clone(),
        );
        Self(damaged)
    }

    /// Asks the database, and keeps the last answer where there is none.
    pub(super) async fn update(&self, app: &App) {
        let asked = tokio::time::timeout(PATIENCE, app.db.read(integrity::damaged)).await;
        match asked {
            Ok(Ok(count)) => {
                self.0.set(count);
            }
            _ => log::debug!("damaged documents could not be counted"),
        }
    }
}
