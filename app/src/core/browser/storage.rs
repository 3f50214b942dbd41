//! What is kept on the device for a while.

use super::dom::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// What was kept under a name.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name; where the device has no room for it, it is as if the page were closed.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

/// Forgets it.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// A text that no other page of any device makes.
pub fn unique() -> String {
    let mut bytes = [0; 16];
    // Not `randomUUID`: browsers have that on pages by HTTPS only.
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        // 16 bytes are never too many.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
