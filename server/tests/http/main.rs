//! Tests of the HTTP interface, with a real PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod app;
mod compression;
mod connections;
mod database_away;
mod database_silent;
mod export;
mod given_up;
mod headers;
mod hostile_text;
mod limits;
mod live;
mod malformed;
mod pages;
mod rights;
mod shutdown;
mod sign_in;
