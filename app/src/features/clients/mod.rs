//! Server functions about clients.

pub mod api;
