mod choices;
mod inbox;
mod tell;

pub use choices::{choices, choose};
pub use inbox::{inbox, read, remove_old, told, unread, unread_of};
pub(crate) use tell::hold_back;
pub use tell::{Advanced, advance, next_due, waits};
