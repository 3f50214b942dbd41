//! All that touches the browser. On the server the same functions do nothing, or ask the request instead.

mod chunk;
mod seen;

use crate::{
    auth::{LinkForm, LoginForm},
    error::Result,
    frame::FrameData,
    preferences::Preferences,
};
pub(crate) use chunk::chunk;
pub use seen::when_seen;

#[cfg(feature = "hydrate")]
mod here {
    use super::{FrameData, LinkForm, LoginForm, Preferences, Result};
    use crate::preferences::Theme;
    use domain::Language;
    use wasm_bindgen::{JsCast as _, closure::Closure};
    use web_sys::{Document, HtmlDialogElement, HtmlElement, HtmlInputElement};

    fn document() -> Option<Document> {
        web_sys::window()?.document()
    }

    /// Language and theme of the page, as the server wrote them on `<html>`.
    pub fn preferences() -> Preferences {
        let root = document().and_then(|document| document.document_element());
        let attribute = |name| root.as_ref().and_then(|root| root.get_attribute(name)).unwrap_or_default();
        Preferences {
            language: Language::from_code(&attribute("lang")).unwrap_or_default(),
            theme: Theme::from_code(&attribute("data-theme")).unwrap_or_default(),
        }
    }

    /// The sign-in page is made by the server only.
    pub fn login_form() -> LoginForm {
        LoginForm::default()
    }

    /// So is this one.
    pub fn link_form() -> LinkForm {
        LinkForm::default()
    }

    /// Where this runs, the page has scripts.
    pub fn is_plain_page() -> bool {
        false
    }

    /// The server has written it into the page.
    pub fn frame() -> Result<FrameData> {
        Err(crate::error::AppError::Unavailable)
    }

    /// The page has its files already.
    pub fn files_root() -> &'static str {
        ""
    }

    /// Says on `<html>` that the page answers: tests, and styles of what only works then, wait for it.
    pub fn mark_hydrated() {
        if let Some(root) = document().and_then(|document| document.document_element()) {
            let _ = root.set_attribute("data-hydrated", "");
        }
    }

    /// Whether the page answers already.
    pub fn is_hydrated() -> bool {
        let root = document().and_then(|document| document.document_element());
        root.is_some_and(|root| root.has_attribute("data-hydrated"))
    }

    /// Leaves links and history to the browser until the page answers: the router listens from its first moment, and
    /// would take a click for a page that is not there yet.
    pub fn leave_to_browser_until_hydrated() {
        let Some(window) = web_sys::window() else { return };
        let start = page();
        let listener = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            if is_hydrated() {
                return;
            }
            event.stop_immediate_propagation();
            if event.type_() == "popstate" && page() != start {
                reload();
            }
        });
        for event in ["click", "popstate"] {
            // It fails only for broken options.
            let _ = window.add_event_listener_with_callback_and_bool(event, listener.as_ref().unchecked_ref(), true);
        }
        listener.forget();
    }

    /// Path and search of the address.
    fn page() -> Option<(String, String)> {
        let location = web_sys::window()?.location();
        Some((location.pathname().ok()?, location.search().ok()?))
    }

    fn element<T: wasm_bindgen::JsCast>(id: &str) -> Option<T> {
        document()?.get_element_by_id(id)?.dyn_into().ok()
    }

    /// Closes an open popover.
    pub fn close_popover(id: &str) {
        if let Some(element) = element::<HtmlElement>(id) {
            // It fails when the popover is closed already, which is what was wanted.
            let _ = element.hide_popover();
        }
    }

    /// Moves the keyboard to an element.
    pub fn focus(id: &str) {
        if let Some(element) = element::<HtmlElement>(id) {
            // Without a focus the page works on.
            let _ = element.focus();
        }
    }

    /// Moves the keyboard to an element, if what had it is gone.
    pub fn focus_if_lost(id: String) {
        let lost =
            || document().and_then(|document| document.active_element()).is_none_or(|it| it.tag_name() == "BODY");
        // When the page has changed.
        leptos::prelude::request_animation_frame(move || {
            if let Some(element) = element::<HtmlElement>(&id).filter(|_| lost()) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                // Without a focus the page works on.
                let _ = element.focus_with_options(&options);
            }
        });
    }

    /// Whether a menu is open or a field is being typed in.
    pub fn is_busy_with_escape() -> bool {
        let Some(document) = document() else { return false };
        let typing = document.active_element().is_some_and(|element| element.tag_name() == "INPUT");
        typing || document.query_selector(":popover-open").is_ok_and(|open| open.is_some())
    }

    /// What stands in a field.
    pub fn field_value(id: &str) -> Option<String> {
        Some(element::<HtmlInputElement>(id)?.value())
    }

    /// Empties a form.
    pub fn reset_form(id: &str) {
        if let Some(form) = element::<web_sys::HtmlFormElement>(id) {
            form.reset();
        }
    }

    /// Opens or closes a dialog.
    pub fn show_dialog(id: &str, open: bool) {
        let Some(dialog) = element::<HtmlDialogElement>(id) else { return };
        match (open, dialog.open()) {
            // It fails only for what is open already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    }

    /// Puts what stands in a field where it can be pasted from; where the browser forbids that, it is selected at least.
    pub fn copy_from(id: &str) {
        let (Some(field), Some(window)) = (element::<HtmlInputElement>(id), web_sys::window()) else { return };
        field.select();
        let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
        // It is there on pages that came by HTTPS only.
        if let Some(clipboard) = clipboard.ok().and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok()) {
            let _ = clipboard.write_text(&field.value());
        }
    }

    /// What stands before the path of each of our addresses.
    pub fn origin() -> String {
        web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
    }

    /// Loads the page anew.
    pub fn reload() {
        if let Some(window) = web_sys::window() {
            // It fails only where there is no page to reload.
            let _ = window.location().reload();
        }
    }
}

#[cfg(not(feature = "hydrate"))]
#[allow(missing_docs)] // said above
mod here {
    use super::{FrameData, LinkForm, LoginForm, Preferences, Result};

    #[cfg(feature = "ssr")]
    pub fn preferences() -> Preferences {
        crate::context::preferences()
    }
    #[cfg(feature = "ssr")]
    pub fn login_form() -> LoginForm {
        crate::context::extension().unwrap_or_default()
    }
    #[cfg(feature = "ssr")]
    pub fn link_form() -> LinkForm {
        crate::context::extension().unwrap_or_default()
    }
    #[cfg(feature = "ssr")]
    pub fn is_plain_page() -> bool {
        crate::context::is_plain_page()
    }
    #[cfg(not(feature = "ssr"))]
    pub fn preferences() -> Preferences {
        Preferences::default()
    }
    #[cfg(not(feature = "ssr"))]
    pub fn login_form() -> LoginForm {
        LoginForm::default()
    }
    #[cfg(not(feature = "ssr"))]
    pub fn link_form() -> LinkForm {
        LinkForm::default()
    }
    #[cfg(not(feature = "ssr"))]
    pub fn is_plain_page() -> bool {
        false
    }
    #[cfg(feature = "ssr")]
    pub fn frame() -> Result<FrameData> {
        crate::context::frame()
    }
    #[cfg(not(feature = "ssr"))]
    pub fn frame() -> Result<FrameData> {
        Err(crate::error::AppError::Unavailable)
    }
    #[cfg(feature = "ssr")]
    pub fn files_root() -> &'static str {
        crate::context::site::root()
    }
    #[cfg(not(feature = "ssr"))]
    pub fn files_root() -> &'static str {
        ""
    }
    pub fn mark_hydrated() {}
    pub fn leave_to_browser_until_hydrated() {}
    pub fn close_popover(_: &str) {}
    pub fn focus(_: &str) {}
    pub fn focus_if_lost(_: String) {}
    pub fn is_busy_with_escape() -> bool {
        false
    }
    pub fn field_value(_: &str) -> Option<String> {
        None
    }
    pub fn reload() {}
    pub fn reset_form(_: &str) {}
    pub fn show_dialog(_: &str, _: bool) {}
    pub fn copy_from(_: &str) {}
    pub fn origin() -> String {
        String::new()
    }
}

pub(crate) use here::frame;
#[cfg(all(feature = "split", feature = "hydrate"))]
pub(crate) use here::is_hydrated;
pub use here::{
    close_popover, copy_from, field_value, files_root, focus, focus_if_lost, is_busy_with_escape, is_plain_page,
    leave_to_browser_until_hydrated, link_form, login_form, mark_hydrated, origin, preferences, reload, reset_form,
    show_dialog,
};
