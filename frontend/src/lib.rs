//! The browser's entry.

// Views are deeply nested types.
#![recursion_limit = "512"]

/// Takes over the page that the server sent.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    app::browser::mark_hydrated();
}
