//! What every storage has to do, told once and run against each of them.

mod bodies;
mod broken;
mod bucket;
mod outage;
mod places;
mod whole;

/// Makes a test for each place out of each story.
macro_rules! conformance {
    ($($story:ident),* $(,)?) => {
        mod on_disk {
            $(#[tokio::test]
            async fn $story() {
                super::$story(crate::storage::places::Place::on_disk().await).await;
            })*
        }
        mod on_s3 {
            $(#[tokio::test]
            async fn $story() {
                super::$story(crate::storage::places::Place::on_s3().await).await;
            })*
        }
    };
}
use conformance;
