//! Entry point of the browser's WebAssembly program.

// Views are deeply nested types.
#![recursion_limit = "512"]

/// Hydrates the page rendered by the server. Resolves when the lazy chunks of the page have loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(body) = leptos::prelude::document().body() else {
        return leptos::logging::error!("the page has no body");
    };
    app::browser::leave_to_browser_until_hydrated();
    app::browser::use_browser_unicode();
    if !app::browser::load_texts().await {
        return leptos::logging::error!("the texts of the page did not come: it stays as the server made it");
    }
    leptos::mount::hydrate_from_async(body, app::App).await.forget();
    app::browser::mark_hydrated();
}
