//! The offline page.

use super::document::window;
use wasm_bindgen::JsCast as _;
use web_sys::ServiceWorkerContainer;

/// Registers the service worker that stores the offline page (`public/sw.js`). A different `variant` (language and
/// theme) stores it again.
pub fn register_service_worker(variant: &str) {
    let Some(window) = window() else { return };
    // Only secure contexts (HTTPS or localhost) have `navigator.serviceWorker`.
    let workers = js_sys::Reflect::get(&window.navigator(), &"serviceWorker".into());
    if let Some(workers) = workers.ok().and_then(|workers| workers.dyn_into::<ServiceWorkerContainer>().ok()) {
        // Without a service worker the browser shows its own offline page.
        let _ = workers.register(&format!("/sw.js?{variant}"));
    }
}
