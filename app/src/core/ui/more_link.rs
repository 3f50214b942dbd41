use leptos::{html, prelude::*};

/// Link that loads the next page of a list. It stays in the document while loading, which keeps the focus.
#[component]
pub fn MoreLink(
    #[prop(into)] label: Signal<String>,
    /// URL of the next page, for use without script; `None` at the end of the list.
    #[prop(into)]
    href: Signal<Option<String>>,
    /// Whether the next page is loading.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Loads the next page in place.
    follow: Callback<()>,
    /// The link element, for callers that load the next page when it scrolls into view.
    #[prop(optional)]
    element: NodeRef<html::A>,
) -> impl IntoView {
    let follow = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            follow.run(());
        }
    };
    view! {
        <a
            class="more"
            node_ref=element
            rel="external"
            href=move || href.get().unwrap_or_default()
            hidden=move || href.read().is_none()
            aria-busy=move || if busy.get() { "true" } else { "false" }
            on:click=follow
        >
            {label}
        </a>
    }
    .into_any()
}
