//! Tests' tools: a database per test, cloned from one that was migrated once, and builders in the product's words.

// A test that cannot set its stage has failed.
#![allow(clippy::expect_used)]

mod booking;
mod database;
mod people;
mod redis;

pub use booking::NewBooking;
pub use database::TestDb;
pub use people::salon;
pub use redis::Redis;
