//! Who works here and what they may do.

mod actor;
mod rights;
#[cfg(feature = "ssr")]
mod store;

pub use crate::ids::UserId;
pub use actor::{Actor, Scope};
pub use rights::{Permission, Role};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub(crate) use store::{actor, working};
#[cfg(feature = "ssr")]
pub use store::{busy, colleagues, masters, people, set_busy};

/// A master as lists and filters show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Master {
    /// The staff member.
    pub id: UserId,
    /// As the salon calls them.
    pub name: String,
}

/// A staff member as the list of staff shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The staff member.
    pub id: UserId,
    /// As the salon calls them.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// What they are hired for.
    pub role: Role,
    /// Whether they may sign in.
    pub active: bool,
}
