//! Tests with real PostgreSQL programs. They pass as root and as an ordinary user.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod folders;
mod owners;
mod persistent;
mod programs;
mod support;
mod temporary;
