//! The server program: command line, configuration, database, router, middleware, live socket.

// Views are deeply nested types.
#![recursion_limit = "512"]

mod address;
pub mod commands;
pub mod config;
mod cookies;
pub mod database;
mod export;
mod files;
mod health;
mod jobs;
mod layers;
mod limits;
pub mod live;
pub mod logging;
mod password_link;
mod preferences;
pub mod router;
pub mod serve;
mod session_cache;
mod sign_in;
pub mod state;
mod texts;
