//! `quayside deployments`: the journal, written by whoever deploys.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use quayside::app::App;
use quayside::deployments::{Deployment, Ending, NewDeployment, Summary, Verdict};
use quayside::error::Error;
use uuid::Uuid;

use super::{Outcome, explained, print_json};

/// How many are listed.
const LISTED: i64 = 50;

const NO_JOURNAL: &str =
    "this database has no journal yet: the deployment that brings it is not in it";

/// Show the journal of deployments, or write to it.
#[derive(Args)]
pub(super) struct Command {
    #[command(subcommand)]
    entry: Option<Entry>,
    /// Answer in JSON, for programs.
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand)]
enum Entry {
    /// Write down that a deployment begins, and print its id.
    Begin {
        /// The image.
        #[arg(long)]
        digest: String,
        /// The commit that it was built from.
        #[arg(long)]
        commit: String,
        /// When that was committed, as RFC 3339 has it.
        #[arg(long)]
        committed_at: DateTime<Utc>,
        /// Who asks for it.
        #[arg(long)]
        actor: String,
    },
    /// Write down how it ended.
    End {
        /// As `begin` printed it.
        id: Uuid,
        #[arg(long)]
        verdict: Word,
        /// Why it did not succeed, in a sentence.
        #[arg(long)]
        reason: Option<String>,
        /// How many migrations were applied.
        #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(i32).range(0..))]
        migrations: i32,
    },
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Word {
    /// The release serves.
    Succeeded,
    /// The release before goes on serving.
    Failed,
    /// The release before was put back.
    RolledBack,
}

impl Command {
    pub(super) async fn run(self, app: &App) -> Outcome {
        match self.entry {
            None => list(app, self.json).await,
            Some(Entry::Begin {
                digest,
                commit,
                committed_at,
                actor,
            }) => {
                let new = NewDeployment {
                    digest,
                    commit,
                    committed_at,
                    actor,
                };
                begin(app, new).await
            }
            Some(Entry::End {
                id,
                verdict,
                reason,
                migrations,
            }) => {
                let ending = Ending {
                    verdict: verdict.into(),
                    reason,
                    migrations,
                };
                end(app, id, ending).await
            }
        }
    }
}

async fn list(app: &App, json: bool) -> Outcome {
    let journal = |conn: &mut _| {
        let newest = Deployment::newest(conn, None, LISTED)?;
        Ok::<_, Error>((newest, Summary::read(conn)?))
    };
    let (newest, summary) = app.db.read(journal).await.map_err(explained)?;
    if json {
        return print_json(&serde_json::json!({ "items": newest, "summary": summary }));
    }
    for one in &newest {
        println!("{one}");
    }
    println!("{summary}");
    Ok(())
}

/// The journal comes with a migration, and whoever deploys begins before that: it is told the nil id.
async fn begin(app: &App, new: NewDeployment) -> Outcome {
    let begin = move |conn: &mut _| Deployment::begin(conn, &new);
    let begun = app.db.write(begin).await.map_err(explained)?;
    let id = begun.unwrap_or_else(|| {
        log::warn!("{NO_JOURNAL}");
        Uuid::nil()
    });
    println!("{id}");
    Ok(())
}

async fn end(app: &App, id: Uuid, ending: Ending) -> Outcome {
    if id.is_nil() {
        log::warn!("{NO_JOURNAL}");
        return Ok(());
    }
    let ended = app
        .db
        .write(move |conn| Deployment::end(conn, id, &ending))
        .await;
    ended.map_err(|error| match error {
        Error::NotFound => format!("no deployment {id} is running"),
        error => explained(error),
    })?;
    Ok(())
}

impl From<Word> for Verdict {
    fn from(word: Word) -> Self {
        match word {
            Word::Succeeded => Self::Succeeded,
            Word::Failed => Self::Failed,
            Word::RolledBack => Self::RolledBack,
        }
    }
}
