//! Pages that are rendered by the server only.

use leptos::prelude::*;

/// Whether this is the server's program. Unlike Leptos' `is_server` it needs no owner.
pub fn is_server_program() -> bool {
    cfg!(feature = "ssr")
}

/// A page that only the server renders. In the browser the view is left out of the program, and the page is loaded from
/// the server.
pub fn server_only(page: impl FnOnce() -> AnyView) -> AnyView {
    if cfg!(feature = "ssr") {
        return page();
    }
    super::reload();
    ().into_any()
}
