//! The features, named as in `domain`.

pub mod auth;
pub mod bookings;
pub mod clients;
pub mod gallery;
pub mod lookup;
pub mod notifications;
pub mod profile;
pub mod services;
pub mod staff;
pub mod today;
pub mod trash;
