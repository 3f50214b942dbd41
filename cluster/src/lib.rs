//! The salon's private PostgreSQL: found, made, started, watched and stopped by the program that uses it.
//!
//! [`Cluster::start`] needs nothing but PostgreSQL's programs on the machine. Below the folder it is given lie
//! `postgres` (the data), `postgres.conf` (rewritten at each start), `postgres.log`, `lock`, and `socket`.
//!
//! Held here:
//! - Nobody reaches this PostgreSQL over a network: it listens on a socket in a folder of mode 0700 only.
//! - Never two supervisors on one lasting folder: each holds the lock file for its whole life.
//! - A lasting PostgreSQL survives the death of its owner, and the next owner finds it again; a throwaway one
//!   never survives it, however the owner dies.
//! - Data are either made completely or not at all, and existing data are never passed over for empty ones.

#[cfg(not(unix))]
compile_error!("the private PostgreSQL runs on Unix systems only");

mod account;
mod binaries;
mod cluster;
mod config;
mod data;
mod error;
mod hash;
mod install;
mod launch;
mod leash;
mod locale;
mod lock;
mod log;
mod memory;
mod pidfile;
mod place;
mod postmaster;
mod settings;
mod undertaker;
mod watch;

pub use cluster::Cluster;
pub use error::Error;
pub use settings::{Kind, Settings};

/// Name of PostgreSQL's superuser in every cluster made here.
const SUPERUSER: &str = "beauty_crm";
