//! The start page: the day at a glance.

mod api;
mod lists;
mod page;

use crate::{
    browser::lazy_route,
    office::{self, Room},
};
pub use page::TodayPage;

lazy_route!(Page, office::office(Room::Today), office::preload_office);
