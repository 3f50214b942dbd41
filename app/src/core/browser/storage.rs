//! `localStorage`, and random ids.

use super::document::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

pub fn stored(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Stores a text. A full or disabled storage is ignored: nothing depends on it.
pub fn store(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

pub fn remove_stored(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// A random id of 128 bits, in hexadecimal.
pub fn random_id() -> String {
    let mut bytes = [0; 16];
    // `randomUUID` exists in secure contexts (HTTPS) only.
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        // Fails only above 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
