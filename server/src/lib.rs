//! The process: configuration, private PostgreSQL, router, middleware, sessions, commands.

// Views are deeply nested types.
#![recursion_limit = "512"]

mod address;
mod callers;
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
mod sign_in;
pub mod state;
mod texts;
