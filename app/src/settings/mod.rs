//! The settings page.

mod devices;
mod keyboard;
mod page;
mod password;

use crate::{
    browser::lazy_route,
    office::{self, Room},
};
pub use page::SettingsPage;

lazy_route!(Page, office::office(Room::Settings), office::preload_office);
