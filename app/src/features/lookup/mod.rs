//! Search across bookings and clients.

pub mod api;
