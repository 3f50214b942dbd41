//! The databases that are measured: private, filled, at rest.

mod durations;
mod filling;
mod salon;

pub use durations::{Durations, Step};
pub use filling::PASSWORD;
pub use salon::FilledSalon;
