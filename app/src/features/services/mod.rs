//! Services.

pub mod api;
