//! Keys that stand for something on their own, unless the person wants none of that: letters come by accident too, and
//! from those who speak instead of typing (WCAG 2.1.4).

use super::{clock::elapsed, dom, storage};
use jiff::SignedDuration;
use leptos::{ev::KeyboardEvent, prelude::request_animation_frame};
use std::cell::RefCell;

/// There on devices where they are switched off.
const OFF: &str = "no-single-keys";

/// A field that was asked for is there by then, or does not come.
const COMING: SignedDuration = SignedDuration::from_secs(10);

/// A field that is on its way.
struct Coming {
    since: SignedDuration,
    id: &'static str,
    /// What was typed meanwhile.
    held: String,
}

thread_local! {
    static COMING_FIELD: RefCell<Option<Coming>> = const { RefCell::new(None) };
}

/// What is typed from here on is meant for a field that is about to be there: its part of the program may have to be
/// loaded first, and the letters of a name are no commands, nor for the field that still has the focus.
pub fn hold_keys(id: &'static str) {
    COMING_FIELD.set(Some(Coming { since: elapsed(), id, held: String::new() }));
}

/// Frames of the screen: a field that is about to be there has the focus by then.
const FRAMES: u32 = 120;

/// Types into a field what was typed for it before it was there. A view is made a moment before it stands in the page,
/// and has the focus a moment later.
pub fn type_held(id: &'static str) {
    type_within(id, FRAMES);
}

fn type_within(id: &'static str, frames: u32) {
    request_animation_frame(move || {
        if frames > 0 && !dom::is_focused(id) {
            return type_within(id, frames - 1);
        }
        if let Some(Coming { held, .. }) = COMING_FIELD.take().filter(|coming| !coming.held.is_empty()) {
            dom::type_into(id, &held);
        }
    });
}

/// Keeps a key that is meant for a field to come: until what was typed before it stands there.
fn is_held(event: &KeyboardEvent) -> bool {
    COMING_FIELD.with_borrow_mut(|field| {
        let over = |coming: &mut Coming| {
            elapsed() - coming.since > COMING || (coming.held.is_empty() && dom::is_focused(coming.id))
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

/// Whether they work on this device.
pub fn single_keys() -> bool {
    storage::kept(OFF).is_none()
}

/// Switches them on or off.
pub fn set_single_keys(on: bool) {
    if on { storage::forget(OFF) } else { storage::keep(OFF, "1") }
}

/// Whether a key was pressed that stands for something on its own: not with others, nor into a field.
pub fn is_single_key(event: &KeyboardEvent) -> bool {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    !held && !event.default_prevented() && !is_held(event) && !dom::is_typing() && single_keys()
}
