//! The browser's entry.

// Views are deeply nested types.
#![recursion_limit = "512"]

/// Takes over the page that the server sent.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::task::spawn_local(async {
        leptos::mount::hydrate_from_async(leptos::prelude::document().body().unwrap().into(), app::App).await.forget();
        app::browser::mark_hydrated();
    });
}
