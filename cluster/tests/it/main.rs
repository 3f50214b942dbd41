//! The cluster against real PostgreSQL programs. Passes as root and as an ordinary user.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod lasting;
mod owners;
mod places;
mod programs;
mod support;
mod throwaway;
