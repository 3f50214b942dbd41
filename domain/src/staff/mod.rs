//! Staff: accounts, roles and permissions.

mod actor;
#[cfg(feature = "ssr")]
mod asker;
mod rights;
#[cfg(feature = "ssr")]
mod store;

pub use crate::ids::UserId;
pub use actor::{Actor, Scope};
#[cfg(feature = "ssr")]
pub use asker::Asker;
pub use rights::{Permission, Role};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub(crate) use store::{actor, working};
#[cfg(feature = "ssr")]
pub use store::{busy, colleagues, masters, people, set_busy};

/// A master as lists and filters show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Master {
    /// Key of the staff member, `users.id`.
    pub id: UserId,
    /// Display name of the master.
    pub name: String,
}

/// A staff member as the staff page shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Key of the staff member, `users.id`.
    pub id: UserId,
    /// Display name of the person.
    pub name: String,
    /// Login in lower case; unique. `None` for actors who may not change accounts: a login is half of what is guessed.
    pub login: Option<String>,
    /// Role that determines the person's permissions.
    pub role: Role,
    /// Whether they may sign in; `false` after deactivation.
    pub active: bool,
}
