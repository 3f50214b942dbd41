//! Private databases filled with demo data.

mod durations;
mod filling;
mod salon;

pub use durations::{Durations, Step};
pub use filling::PASSWORD;
pub use salon::FilledSalon;
