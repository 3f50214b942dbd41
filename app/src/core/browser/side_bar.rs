//! The side bar's width.

use super::document::{root, window};
use crate::core::preferences::{SIDE_COOKIE, Side};
use web_sys::UrlSearchParams;

/// Sets the side bar's width, and stores it in the cookie by a beacon, which is sent even if the page is left.
pub fn set_side_bar(side: Side) {
    if let Some(root) = root() {
        // Fails only for an invalid attribute name.
        let _ = root.set_attribute("data-side", side.code());
    }
    if let (Some(window), Ok(fields)) = (window(), UrlSearchParams::new()) {
        fields.append(SIDE_COOKIE, side.code());
        let _ = window.navigator().send_beacon_with_opt_url_search_params("/preferences", Some(&fields));
    }
}
