//! The inbox, and preferences for notifications.

mod api;
mod choices;
mod page;
mod sentences;

pub use choices::Choices;
pub use page::NotificationsPage;
pub use sentences::describe;
