//! Server functions about services.

pub mod api;
