//! Demo data: a Dubai salon with three years of bookings, made up but plausible, the same each time.
//!
//! A plan is made in memory (who comes when), cards and histories are derived from it, and all rows are
//! streamed into tables without indexes, which are built afterwards ([`fill()`]).

mod binary;
mod booking;
mod card;
mod catalogue;
mod clock;
mod day;
mod demand;
mod error;
mod fate;
mod guests;
mod handle;
mod history;
mod names;
mod pace;
mod phone;
mod plan;
mod progress;
mod rng;
mod rows;
mod salon;
mod size;
mod skills;
mod staff;
mod store;
mod ticking;
mod totals;
mod translit;
mod words;

pub use error::Error;
pub use progress::{Progress, Step};
pub use size::{Size, UnknownSize};
pub use store::fill;
