//! The command line: commands, their arguments, and why they fail.

mod admin;
mod serve;

use crate::config::{Config, Demo};
use admin::NewUser;
use clap::{Parser, Subcommand};

/// Beauty CRM: bookings, calendar and clients of a beauty salon.
#[derive(Debug, Parser)]
#[command(name = "crm", version)]
pub struct Program {
    /// Settings.
    #[command(flatten)]
    pub config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the salon's server (what happens without a command).
    Serve,
    /// Bring the database's schema up to date, and end.
    Migrate,
    /// Fill an empty database with demo data, and end.
    Demo {
        /// 10,000, 100,000 or 1,000,000 bookings
        #[arg(value_enum, ignore_case = true, default_value = "M")]
        size: Demo,
    },
    /// Staff accounts.
    #[command(subcommand)]
    User(User),
}

#[derive(Debug, Subcommand)]
enum User {
    /// Add a staff member; the password is read from the first line of standard input.
    Add(NewUser),
}

/// An error that ends the program, as a message for the administrator.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The database could not be prepared.
    #[error("{0}")]
    Database(#[from] crate::database::Problem),
    /// The address cannot be bound.
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, std::io::Error),
    /// Signal handling or standard input failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// A function of the domain failed, as when the database is away.
    #[error("{0}")]
    Domain(#[from] domain::Error),
    /// The arguments are invalid.
    #[error("{0}")]
    Usage(String),
}

impl Program {
    /// Runs the command until it has ended; `serve` ends by a signal.
    pub async fn run(self) -> Result<(), Problem> {
        if self.config.is_production() && self.config.demo != Demo::None {
            return Err(Problem::Usage("demo data are refused in production: unset CRM_DEMO or CRM_ENV".into()));
        }
        match self.command.unwrap_or(Command::Serve) {
            Command::Serve => serve::run(self.config).await,
            Command::Migrate => admin::migrate(self.config).await,
            Command::Demo { size } => admin::fill_demo(self.config, size).await,
            Command::User(User::Add(user)) => admin::add_user(self.config, user).await,
        }
    }
}
