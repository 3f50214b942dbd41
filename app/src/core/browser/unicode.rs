//! Unicode's tables, which the browser has.

/// Lets searches use the browser's decomposition of letters. Does nothing on the server, which has its own.
pub fn use_browser_unicode() {
    #[cfg(not(feature = "ssr"))]
    domain::search::use_decomposition(|text| js_sys::JsString::from(text).normalize("NFKD").into());
}
