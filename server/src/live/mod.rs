//! The server of the live socket: sockets, presence and delivery of messages.
//!
//! The feed in the database is the source of truth and has a total order. Messages of the bus and requests of this
//! process only wake the dispatcher earlier than its next poll.

mod bus;
mod dispatcher;
mod hub;
mod inbox;
mod missed;
mod presence;
mod socket;
mod sockets;
mod wake;

pub use dispatcher::run;
pub use hub::Live;
pub use socket::upgrade;
pub use wake::wake_after_change;
