//! `quayside stamp`: which installation database and storage belong to.

use clap::Args;
use quayside::app::App;
use quayside::stamp::{self, Stamp, Stamps};

use super::{Outcome, explained, print_json};

/// Tells which installation database and storage belong to. Ends with 1 where they are not this one's.
#[derive(Args)]
pub(super) struct Command {
    /// Make both belong to this APP_ENV, whatever they carry: for one that was moved or restored here.
    #[arg(long)]
    adopt: bool,
    /// Answer in JSON, for programs.
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) async fn run(self, app: &App) -> Outcome {
        if self.adopt {
            stamp::adopt(app).await.map_err(explained)?;
        }
        let stamps = Stamps {
            database: stamp::of_database(app).await.map_err(explained)?,
            storage: stamp::of_storage(app).await.map_err(explained)?,
        };
        if self.json {
            print_json(&stamps)?;
        } else {
            println!("database  {}", told(stamps.database.as_ref()));
            println!("storage   {}", told(stamps.storage.as_ref()));
        }
        Ok(stamp::judge(app.config.environment, &stamps)?)
    }
}

fn told(stamp: Option<&Stamp>) -> String {
    stamp.map_or_else(
        || "not stamped yet: `quayside migrate` does so".to_owned(),
        |stamp| format!("{} {}", stamp.environment, stamp.installation),
    )
}
