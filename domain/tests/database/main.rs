//! Tests of the domain on a real PostgreSQL, one module per feature.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod auth;
mod clients;
mod figures;
mod folding;
mod list;
mod overlap;
mod schema;
mod search;
mod search_ways;
mod sheet;
mod sounds;
mod text_enums;
mod today;
mod work;
