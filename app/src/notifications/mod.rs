//! What one is told, and where it is read.

pub mod api;
mod choices;
mod page;
mod words;

use crate::{
    browser::lazy_route,
    office::{self, Room},
};
pub use choices::Choices;
pub use page::NotificationsPage;
pub use words::sentence;

lazy_route!(Page, office::office(Room::Notifications), office::preload_office);
