mod choices;
mod inbox;
mod notify;

pub use choices::{choices, choose};
pub use inbox::{inbox, read, remove_old, told, unread, unread_of};
pub use notify::{Advanced, advance};
