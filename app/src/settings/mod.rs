//! The settings page.

mod devices;
mod page;
mod password;

use crate::browser::chunk;
use page::SettingsPage;

chunk!(Page, settings, preload_settings, SettingsPage);
