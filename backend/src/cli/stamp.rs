//! `quayside stamp`: which installation database and storage belong to.

use clap::Args;
use quayside::app::App;
use quayside::stamp::{self, Stamp};
use uuid::Uuid;

use super::{Outcome, explained, print_json};

/// Tells which installation database and storage belong to. Ends with 1 where they are not this one's.
#[derive(Args)]
pub(super) struct Command {
    /// Take over what was moved or restored here, so that both belong to this APP_ENV: the installations that are meant,
    /// as this command shows them. Needed outside of local.
    #[arg(long, value_name = "INSTALLATION_ID", num_args = 0..)]
    adopt: Option<Vec<Uuid>>,
    /// Answer in JSON, for programs.
    #[arg(long)]
    json: bool,
}

impl Command {
    pub(super) async fn run(self, app: &App) -> Outcome {
        if let Some(named) = &self.adopt {
            stamp::adopt(app, named).await.map_err(explained)?;
        }
        let stamps = stamp::of_both(app).await.map_err(explained)?;
        if self.json {
            print_json(&stamps)?;
        } else {
            println!("database  {}", told(stamps.database.as_ref()));
            println!("storage   {}", told(stamps.storage.as_ref()));
        }
        Ok(stamp::judge(
            app.config.environment,
            stamp::DATABASE,
            &stamps,
        )?)
    }
}

fn told(stamp: Option<&Stamp>) -> String {
    stamp.map_or_else(
        || "not stamped yet: `quayside migrate` does so".to_owned(),
        |stamp| format!("{} {}", stamp.environment, stamp.installation),
    )
}
