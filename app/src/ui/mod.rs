//! The design system: parts that know nothing of any feature.

mod empty;
mod head;
mod icon;
mod loaded;
mod marked;

pub use empty::Empty;
pub use head::Head;
pub use icon::Icon;
pub use loaded::{Failure, Loaded};
pub use marked::Marked;
