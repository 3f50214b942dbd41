//! Browser APIs. On the server the same functions do nothing, or read the request instead.

mod caret;
mod chunk;
mod clock;
mod dom;
mod form;
mod history;
mod hydration;
mod keys;
mod plain;
mod request;
mod seen;
mod socket;
mod sound;
mod storage;
mod texts;

pub(crate) use caret::{before_caret, type_over};
pub(crate) use chunk::{lazy_route, lazy_view};
pub use clock::elapsed;
pub(crate) use dom::{
    close_popover, close_popovers, copy_from, field_value, focus, focus_if_lost, focus_soon, has_element,
    is_busy_with_escape, is_held, is_seen, is_used, keep_focus_in, keep_offline_page, origin, press, reload,
    reset_form, scroll_to, select, send_form, show_dialog, show_flaw, show_popover, show_side, values_of,
};
pub use form::FormFields;
pub(crate) use history::{Returned, back_from, scroll_back, scrolled};
#[cfg(all(feature = "split", feature = "hydrate"))]
pub(crate) use hydration::is_hydrated;
pub use hydration::{leave_to_browser_until_hydrated, mark_hydrated};
pub(crate) use keys::{hold_keys, is_single_key, set_single_keys, single_keys, type_held};
pub(crate) use plain::made_by_server;
pub use request::{extension, files_root, is_plain_page, preferences};
pub(crate) use request::{frame, say_not_found};
pub use seen::when_seen;
pub(crate) use socket::{Heard, Socket, clock, dice, has_network, note};
pub(crate) use sound::chime;
pub(crate) use storage::{forget, keep, kept, unique};
pub(crate) use texts::{LINK_ID as TEXTS_LINK_ID, text_lines};
pub use texts::{load_texts, texts_address, texts_file};
