//! What happened: one event for each change, written in the change's transaction. Here is what all features' events have
//! in common; each feature has its verbs and payloads.

#[cfg(feature = "ssr")]
mod feed;
#[cfg(feature = "ssr")]
mod pending;
#[cfg(feature = "ssr")]
mod write;
#[cfg(feature = "ssr")]
pub(crate) use feed::{FeedEvent, lock, place, since};
#[cfg(feature = "ssr")]
pub use feed::{latest, remove_old_feed};
#[cfg(feature = "ssr")]
pub use pending::{next_due, waits};
#[cfg(feature = "ssr")]
pub(crate) use pending::{postpone, take_due, wait_until};
#[cfg(feature = "ssr")]
pub(crate) use write::{EventVerb, NewEvent, push_events};

crate::ids::id!(
    /// The place of something in the feed: whatever has a smaller one was there before.
    Seq
);

crate::ids::id!(
    /// What one click changed, of however many things: undone together.
    ChangeId
);
