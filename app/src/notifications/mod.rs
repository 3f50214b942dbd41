//! What one is told, and where it is read.

pub mod api;
mod choices;
mod page;
mod words;

use crate::{
    browser::lazy_route,
    live::{self, Part},
};
pub use choices::Choices;
pub use page::NotificationsPage;
pub use words::sentence;

lazy_route!(Page, live::live(Part::Inbox), live::preload_live);
