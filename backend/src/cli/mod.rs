//! The command line: one binary, several roles.

mod deployments;
mod migrate;
mod stamp;
mod stamping;

use std::io::Read;
use std::process::ExitCode;

use actix_web::web;
use clap::{Parser, Subcommand};
use quayside::app::App;
use quayside::config::Config;
use quayside::error::Error;
use quayside::ops::admission::{self, Admission};
use quayside::ops::{healthcheck, sweep};
use quayside::{admin, mail, renditions, reports, server};

/// Quayside, a team's file desk.
#[derive(Parser)]
#[command(version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    role: Role,
}

#[derive(Subcommand)]
enum Role {
    /// Answer requests.
    Serve,
    /// Run jobs.
    Worker,
    /// Bring the database's schema up to this release.
    Migrate(migrate::Migrate),
    /// Tell which installation database and storage belong to.
    Stamp(stamp::Command),
    /// Show the journal of deployments, or write to it.
    Deployments(deployments::Command),
    /// Remove what crashes and broken uploads left behind.
    Sweep {
        /// Also where the database knows no document at all.
        #[arg(long)]
        force: bool,
    },
    /// Manage administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// See whether mail leaves.
    #[command(subcommand)]
    Mail(Mail),
    /// Ask a process of this machine whether it is well.
    Healthcheck {
        /// Which one.
        #[arg(default_value = "serve")]
        of: Checked,
    },
    /// Print the configuration in force, without secrets, and where each value comes from.
    Config {
        #[command(subcommand)]
        check: Option<Check>,
    },
    /// Make a rendition of standard input, in bounds; the worker asks for it.
    #[command(hide = true)]
    Render(renditions::Task),
    /// Make a PDF of the report on standard input, in bounds; the worker asks for it.
    #[command(hide = true)]
    Typeset(reports::Task),
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Checked {
    /// The server that listens on PORT.
    Serve,
    /// The worker, by its last sign of life in the database.
    Worker,
}

#[derive(Subcommand)]
enum Check {
    /// Only tell whether it can be used: all problems at once, and 1 where there are any.
    Check,
}

#[derive(Subcommand)]
enum Admin {
    /// Open an administrator's account; the password is read from standard input.
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
    },
    /// Make an existing user an administrator.
    Promote {
        #[arg(long)]
        email: String,
    },
}

#[derive(Subcommand)]
enum Mail {
    /// Send a mail now, and say what the mail server says.
    Test {
        /// To this address.
        address: String,
    },
}

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

impl Cli {
    /// Plays the role and reports what prevented it, in one sentence.
    pub(crate) fn run(self) -> ExitCode {
        match self.play() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("quayside: {error}");
                ExitCode::FAILURE
            }
        }
    }

    fn play(self) -> Outcome {
        // These have no environment, and have to bound themselves before anything else.
        match &self.role {
            Role::Render(task) => return Ok(task.perform()?),
            Role::Typeset(task) => return task.perform(),
            _ => {}
        }
        let config = Config::from_env()?;
        quayside::logging::start(&config);
        if config.debug {
            quayside::http::problem::show_causes();
        }
        match self.role {
            Role::Config { check: None } => print!("{}", config.with_sources()),
            Role::Config { check: Some(_) } => println!("the configuration can be used"),
            Role::Healthcheck { of: Checked::Serve } => {
                actix_web::rt::System::new().block_on(healthcheck::server(&config))?
            }
            Role::Healthcheck {
                of: Checked::Worker,
            } => healthcheck::worker(&config)?,
            Role::Migrate(command) => command.run(config)?,
            Role::Deployments(command) => {
                with_app(config, async move |app| command.run(&app).await)?
            }
            Role::Stamp(command) => with_app(config, async move |app| command.run(&app).await)?,
            Role::Serve => admitted(config, server::serve)?,
            Role::Worker => admitted(config, server::work)?,
            Role::Sweep { force } => with_app(config, async move |app| swept(&app, force).await)?,
            Role::Admin(command) => with_app(config, async |app| command.run(&app).await)?,
            Role::Mail(Mail::Test { address }) => with_app(config, async move |app| {
                mail::send_test(&app, &address).await.map_err(explained)?;
                println!("sent to {address}");
                Ok(())
            })?,
            Role::Render(_) | Role::Typeset(_) => {}
        }
        Ok(())
    }
}

impl Admin {
    async fn run(self, app: &App) -> Outcome {
        let user = match self {
            Self::Create { email, name } => {
                let mut password = String::new();
                std::io::stdin().read_to_string(&mut password)?;
                admin::create(app, &email, &name, password.trim_end_matches(['\r', '\n'])).await
            }
            Self::Promote { email } => admin::promote(app, &email).await,
        };
        println!("administrator {}", user.map_err(explained)?.id);
        Ok(())
    }
}

/// Unlike a server, a sweep does not begin before all is certain.
async fn swept(app: &App, force: bool) -> Outcome {
    if admission::check(app).await? == Admission::Unknown {
        return Err("database or storage does not answer: nothing was removed".into());
    }
    let swept = sweep::run(app, force).await.map_err(explained)?;
    println!(
        "removed {} objects, {} unfinished uploads, {} rows",
        swept.objects, swept.partial, swept.rows
    );
    Ok(())
}

/// Begins only where database and storage are this process's own, and ends where they turn out not to be.
fn admitted(
    config: Config,
    role: impl AsyncFnOnce(web::Data<App>) -> std::io::Result<()>,
) -> Outcome {
    with_app(config, async |app| {
        let admission = admission::check(&app).await?;
        tokio::select! {
            done = role(app.clone()) => Ok(done?),
            why = admission::refusal(&app, admission) => Err(why.into()),
        }
    })
}

/// The pool's threads end before the process does: libpq and OpenSSL do not like to be surprised.
fn with_app<T>(config: Config, role: impl AsyncFnOnce(web::Data<App>) -> Outcome<T>) -> Outcome<T> {
    actix_web::rt::System::with_tokio_rt(runtime).block_on(async move {
        let app = web::Data::new(App::new(config).map_err(explained)?);
        role(app).await
    })
}

/// Jobs run on threads of their own, so that one that computes keeps nobody from renewing its lease. They
/// cost nothing while there are no jobs.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("jobs")
        .enable_all()
        .build()
        .expect("a runtime")
}

fn print_json(value: &impl serde::Serialize) -> Outcome {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// An operator sees the cause that a client does not.
fn explained(error: Error) -> String {
    match error {
        Error::Unavailable { part, cause } => format!("{part} does not answer: {cause}"),
        Error::Internal(cause) => cause,
        Error::Invalid(errors) => {
            let problems: Vec<_> = errors
                .iter()
                .map(|error| format!("{}: {}", error.field, error.message))
                .collect();
            problems.join("; ")
        }
        Error::NotFound => "nobody has this address".to_owned(),
        error => error.to_string(),
    }
}
