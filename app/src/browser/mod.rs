//! All that touches the browser. On the server the same functions do nothing, or ask the request instead.

mod chunk;
mod dom;
mod form;
mod history;
mod hydration;
mod request;
mod seen;

pub(crate) use chunk::{lazy_route, lazy_view};
pub(crate) use dom::{
    close_popover, close_popovers, copy_from, field_value, focus, focus_if_lost, has_element, is_busy_with_escape,
    is_seen, is_typing, keep_focus_in, origin, reload, reset_form, scroll_to, select, send_form, show_dialog,
    show_popover,
};
pub use form::FormFields;
pub(crate) use history::{Returned, back_from, scroll_back, scrolled};
#[cfg(all(feature = "split", feature = "hydrate"))]
pub(crate) use hydration::is_hydrated;
pub use hydration::{leave_to_browser_until_hydrated, mark_hydrated};
pub use request::{files_root, is_plain_page, link_form, login_form, preferences};
pub(crate) use request::{frame, say_not_found};
pub use seen::when_seen;
