//! Test support: a database per test, cloned from a migrated template, and builders of test data.

// A failed setup fails the test.
#![allow(clippy::expect_used)]

mod booking;
mod database;
mod people;
mod redis;

pub use booking::NewBooking;
pub use database::TestDb;
pub use people::salon;
pub use redis::Redis;
