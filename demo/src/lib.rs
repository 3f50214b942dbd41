//! Demo data: a fictitious salon in Dubai with three years of plausible bookings, reproducible by seed.
//!
//! All bookings are planned in memory, client cards and event histories are derived from the plan, and the rows are
//! streamed into tables without indexes; indexes are built afterwards ([`fill()`]).

mod binary;
mod booking;
mod catalogue;
mod client_card;
mod client_pool;
mod clock;
mod day;
mod demand;
mod error;
mod handle;
mod history;
mod names;
mod outcome;
mod periodic;
mod phone;
mod plan;
mod profile;
mod progress;
mod rng;
mod rows;
mod salon;
mod sample_texts;
mod size;
mod skills;
mod staff;
mod store;
mod totals;
mod translit;

pub use error::Error;
pub use progress::{Progress, Step};
pub use size::{Size, UnknownSize};
pub use store::fill;
