//! The design system: parts that know nothing of any feature.

mod empty;
mod head;
mod icon;
mod loaded;
mod marked;
mod menu;

pub use empty::Empty;
pub use head::Head;
pub use icon::Icon;
pub use loaded::{Failure, Loaded, failure};
pub use marked::Marked;
pub use menu::Menu;
