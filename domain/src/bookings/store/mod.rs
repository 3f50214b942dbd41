//! The SQL of bookings.

mod columns;
mod count;
mod filter;
mod find;
mod list;
mod search;

pub use count::figures;
pub use find::find;
pub use list::list;
