//! Bookings and clients found by any part of what they are called.

pub mod api;
