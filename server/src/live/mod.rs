//! The live socket's server: who is there, what they are told, and when.
//!
//! Truth is in the database: the feed says what happened, in order. Whatever comes over the bus, or from a request of
//! this process, only says that it is worth looking now; who missed that looks a moment later.

mod bus;
mod hub;
mod presence;
mod pump;
mod socket;
mod sockets;

pub use hub::Live;
pub use pump::run;
pub use socket::{notice, upgrade};
