//! Single-key shortcuts, and keys that are typed before their field is loaded. Single-key shortcuts can be switched
//! off, because speech input and accidental keys would trigger them (WCAG 2.1.4).

use super::{clock::elapsed, fields, focus, storage};
use jiff::SignedDuration;
use leptos::{ev::KeyboardEvent, prelude::request_animation_frame};
use std::cell::RefCell;

/// Storage key; present on devices where the shortcuts are switched off.
const OFF: &str = "no-single-keys";

/// Keys are no longer buffered after this time: the field's chunk did not load.
const COMING: SignedDuration = SignedDuration::from_secs(10);

/// A field that is being loaded.
struct Coming {
    since: SignedDuration,
    id: &'static str,
    held: String,
}

thread_local! {
    static COMING_FIELD: RefCell<Option<Coming>> = const { RefCell::new(None) };
}

/// Buffers typed characters for a field whose chunk is still being loaded: they are neither shortcuts nor input for the
/// element that has the focus.
pub fn hold_keys(id: &'static str) {
    COMING_FIELD.set(Some(Coming { since: elapsed(), id, held: String::new() }));
}

/// Animation frames within which a rendered field receives the focus.
const FRAMES: u32 = 120;

/// Inserts the buffered characters into a field, once it has the focus: a view is created a frame before it is in the
/// document, and focused a frame later.
pub fn type_held(id: &'static str) {
    type_within(id, FRAMES);
}

fn type_within(id: &'static str, frames: u32) {
    request_animation_frame(move || {
        if frames > 0 && !focus::is_focused(id) {
            return type_within(id, frames - 1);
        }
        if let Some(Coming { held, .. }) = COMING_FIELD.take().filter(|coming| !coming.held.is_empty()) {
            fields::type_into(id, &held);
        }
    });
}

/// Buffers a key for the field that is being loaded; `false` if there is none.
fn is_held(event: &KeyboardEvent) -> bool {
    COMING_FIELD.with_borrow_mut(|field| {
        let over = |coming: &mut Coming| {
            elapsed() - coming.since > COMING || (coming.held.is_empty() && focus::is_focused(coming.id))
        };
        field.take_if(over);
        let Some(Coming { held, .. }) = field else { return false };
        match event.key() {
            key if key.chars().count() == 1 => held.push_str(&key),
            key if key == "Backspace" => drop(held.pop()),
            _ => return false,
        }
        event.prevent_default();
        true
    })
}

/// Whether single-key shortcuts are enabled on this device.
pub fn single_keys() -> bool {
    storage::kept(OFF).is_none()
}

pub fn set_single_keys(on: bool) {
    if on { storage::forget(OFF) } else { storage::keep(OFF, "1") }
}

/// Whether the event is a single-key shortcut: without modifiers, and not typed into a field.
pub fn is_single_key(event: &KeyboardEvent) -> bool {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    !held && !event.default_prevented() && !is_held(event) && !focus::is_typing() && single_keys()
}
