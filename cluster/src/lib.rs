//! A private PostgreSQL, found, initialized, started, supervised and stopped by the program that uses it.
//!
//! [`Cluster::start`] needs only PostgreSQL's programs on the machine. Its folder contains `postgres` (the data),
//! `postgres.conf` (rewritten at each start), `postgres.log`, `lock`, and `socket`.
//!
//! Invariants:
//! - PostgreSQL is not reachable over a network: it listens only on a Unix socket in a folder of mode 0700.
//! - A persistent folder has at most one supervisor, which holds the lock file for its whole life.
//! - A persistent PostgreSQL survives its owner's crash and is adopted by the next owner; a temporary one always ends
//!   with its owner.
//! - Data are initialized completely or not at all, and existing data are never replaced by empty ones.

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
mod layout;
mod locale;
mod lock;
mod log;
mod memory;
mod parent_pipe;
mod pidfile;
mod postmaster;
mod settings;
mod supervisor;
mod watchdog;

pub use cluster::Cluster;
pub use error::Error;
pub use settings::{Kind, Settings};

const SUPERUSER: &str = "beauty_crm";
