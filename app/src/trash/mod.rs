//! The trash.

mod api;
mod page;

use crate::{
    browser::lazy_route,
    office::{self, Room},
};
pub use page::TrashPage;

lazy_route!(Page, office::office(Room::Trash), office::preload_office);
