use super::document::window;
use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::IdleRequestOptions;

/// Longest wait for an idle moment, in milliseconds.
const LONGEST: u32 = 2_000;
/// Wait in browsers that cannot say when they are idle (Safari), in milliseconds.
const WITHOUT_IDLE: i32 = 300;

/// Calls `then` when the browser has nothing else to do. Does nothing on the server.
pub fn when_idle(then: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    let then = Closure::once_into_js(then);
    let then = then.unchecked_ref();
    // Both fail only for a callback that is none.
    if Reflect::has(&window, &JsValue::from_str("requestIdleCallback")).unwrap_or(false) {
        let options = IdleRequestOptions::new();
        options.set_timeout(LONGEST);
        let _ = window.request_idle_callback_with_options(then, &options);
    } else {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(then, WITHOUT_IDLE);
    }
}

/// Whether the person has asked the browser to load little.
pub fn saves_data() -> bool {
    let connection = window().and_then(|window| Reflect::get(&window.navigator(), &"connection".into()).ok());
    let saves = connection.filter(JsValue::is_object).and_then(|it| Reflect::get(&it, &"saveData".into()).ok());
    saves.is_some_and(|saves| saves.is_truthy())
}
