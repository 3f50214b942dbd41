use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Calls `then` when a link comes within 800 pixels of the viewport, and again whenever the signals read by `again`
/// change while it is there.
pub fn on_near_viewport(element: NodeRef<html::A>, again: impl Fn() + 'static, then: impl Fn() + 'static) {
    // The server has no viewport.
    if !cfg!(feature = "hydrate") {
        return;
    }
    let callback = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let seen = |entry: wasm_bindgen::JsValue| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting();
        if entries.iter().any(seen) {
            then();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin("800px");
    // All supported browsers have it; otherwise the link itself loads the next page.
    let Ok(observer) = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options) else {
        return;
    };
    let observer = StoredValue::new_local((observer, callback));
    Effect::new(move || {
        again();
        observer.with_value(|(observer, _)| {
            observer.disconnect();
            if let Some(element) = element.get() {
                observer.observe(&element);
            }
        });
    });
    on_cleanup(move || {
        observer.try_with_value(|(observer, _)| observer.disconnect());
    });
}
