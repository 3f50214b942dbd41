//! The staff page.

mod api;
mod link;
mod page;
mod person;

use crate::browser::chunk;
use page::StaffPage;

chunk!(Page, staff, preload_staff, StaffPage);
