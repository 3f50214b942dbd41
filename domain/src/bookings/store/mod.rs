//! SQL of bookings: queries, counts, changes, export and trash.

mod change;
mod columns;
mod count;
mod export;
mod filter;
mod find;
mod free;
mod list;
mod search;
mod today;
mod trash;

pub use change::{UNDO_WITHIN, book, cancel, change_in_bulk, count_matching, edit, remove_old_keys, take_step, undo};
pub use count::figures;
pub use export::{export, may_export};
pub use find::{find, rows};
pub use free::master_days;
pub use list::list;
pub use today::today;
pub use trash::{purge, remove_old_trash, trash};
