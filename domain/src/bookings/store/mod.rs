//! The SQL of bookings.

mod columns;
mod count;
mod filter;
mod find;
mod list;
mod search;
mod today;

pub use count::figures;
pub use find::find;
pub use list::list;
pub use today::today;
