//! Single-key shortcuts, and keys that are typed before their field is loaded. Single-key shortcuts can be switched
//! off, because speech input and accidental keys would trigger them (WCAG 2.1.4).

use super::{clock::elapsed, fields, focus, storage};
use jiff::SignedDuration;
use leptos::{ev::KeyboardEvent, prelude::request_animation_frame};
use std::cell::RefCell;

/// Storage key; present on devices where the shortcuts are switched off.
const OFF: &str = "no-single-keys";

/// Keys are no longer buffered after this time: the field's chunk did not load.
const LOADING_LIMIT: SignedDuration = SignedDuration::from_secs(10);

/// A field that is being loaded.
struct PendingField {
    since: SignedDuration,
    id: &'static str,
    typed: String,
}

thread_local! {
    static PENDING_FIELD: RefCell<Option<PendingField>> = const { RefCell::new(None) };
}

/// Buffers typed characters for a field whose chunk is still being loaded: they are neither shortcuts nor input for the
/// element that has the focus.
pub fn buffer_keys(id: &'static str) {
    PENDING_FIELD.set(Some(PendingField { since: elapsed(), id, typed: String::new() }));
}

/// Animation frames within which a rendered field receives the focus.
const FRAMES: u32 = 120;

/// Inserts the buffered characters into a field, once it has the focus: a view is created a frame before it is in the
/// document, and focused a frame later.
pub fn insert_buffered_keys(id: &'static str) {
    insert_within(id, FRAMES);
}

fn insert_within(id: &'static str, frames: u32) {
    request_animation_frame(move || {
        if frames > 0 && !focus::is_focused(id) {
            return insert_within(id, frames - 1);
        }
        if let Some(PendingField { typed, .. }) = PENDING_FIELD.take().filter(|pending| !pending.typed.is_empty()) {
            fields::insert_text(id, &typed);
        }
    });
}

/// Buffers a key for the field that is being loaded; `false` if there is none.
fn buffer_key(event: &KeyboardEvent) -> bool {
    PENDING_FIELD.with_borrow_mut(|field| {
        let over = |pending: &mut PendingField| {
            elapsed() - pending.since > LOADING_LIMIT || (pending.typed.is_empty() && focus::is_focused(pending.id))
        };
        field.take_if(over);
        let Some(PendingField { typed, .. }) = field else { return false };
        match event.key() {
            key if key.chars().count() == 1 => typed.push_str(&key),
            key if key == "Backspace" => drop(typed.pop()),
            _ => return false,
        }
        event.prevent_default();
        true
    })
}

/// Whether single-key shortcuts are enabled on this device.
pub fn single_keys_enabled() -> bool {
    storage::stored(OFF).is_none()
}

pub fn set_single_keys(on: bool) {
    if on { storage::remove_stored(OFF) } else { storage::store(OFF, "1") }
}

/// Whether the event is a single-key shortcut: without modifiers, and not typed into a field.
pub fn is_single_key(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
    !modified && !event.default_prevented() && !buffer_key(event) && !focus::is_field_focused() && single_keys_enabled()
}
