//! Events: one record per change, written in the same transaction. This module has what all entities share; each
//! feature has its own verbs and payloads.

#[cfg(feature = "ssr")]
mod feed;
#[cfg(feature = "ssr")]
mod pending;
#[cfg(feature = "ssr")]
mod write;
#[cfg(feature = "ssr")]
pub(crate) use feed::{FeedEvent, is_known, lock, place, push_later, since};
#[cfg(feature = "ssr")]
pub use feed::{latest, remove_old_feed};
#[cfg(feature = "ssr")]
pub use pending::{next_due, waits};
#[cfg(feature = "ssr")]
pub(crate) use pending::{postpone, take_due, wait_until};
#[cfg(feature = "ssr")]
pub(crate) use write::{EventVerb, NewEvent, push_events};

crate::ids::id!(
    /// Sequence number in the feed, from 1. A smaller number became visible earlier; numbers may have gaps.
    Seq
);

crate::ids::id!(
    /// Groups the events of one user action, however many rows it changed; they are undone together.
    ChangeId
);
