//! The staff page.

mod api;
mod link;
mod page;
mod person;

use crate::{
    browser::lazy_route,
    office::{self, Room},
};
pub use page::StaffPage;

lazy_route!(Page, office::office(Room::Staff), office::preload_office);
