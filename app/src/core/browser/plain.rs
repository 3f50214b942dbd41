//! Pages without any script of ours.

use leptos::prelude::*;

/// A page that the server alone makes: the browser's program holds nothing of it, and asks the server where it is led to.
pub fn made_by_server(page: impl FnOnce() -> AnyView) -> AnyView {
    if cfg!(feature = "ssr") {
        return page();
    }
    super::reload();
    ().into_any()
}
