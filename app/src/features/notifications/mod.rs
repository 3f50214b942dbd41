//! What one is told, and where it is read.

mod api;
mod choices;
mod page;
mod words;

pub use choices::Choices;
pub use page::NotificationsPage;
pub use words::describe;
