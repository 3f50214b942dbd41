use super::{Fields, Refusal, Slot};
use serde::{Deserialize, Serialize};

/// Why something that is right in itself cannot be done as things stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// The master is busy then.
    Taken {
        /// Free times nearby: of the same master, and of others who perform the service.
        alternatives: Vec<Slot>,
    },
    /// Somebody else changed the booking meanwhile.
    Changed(Box<Changed>),
    /// The step is not one from here.
    Refused(Refusal),
    /// The same request is being answered at this moment.
    InFlight,
}

/// A booking as somebody else left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Who; `None`: a client, or the system.
    pub by: Option<String>,
    /// What a later change must name.
    pub version: i32,
    /// As it is now.
    pub fields: Fields,
}
