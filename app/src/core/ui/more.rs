use leptos::{html, prelude::*};

/// Leads to the next piece of a list. It stays while pieces come, and keeps the keyboard's focus.
#[component]
pub fn More(
    /// In words.
    #[prop(into)]
    label: Signal<String>,
    /// The next piece as a page of its own, for who has no script; none at the end of the list.
    #[prop(into)]
    href: Signal<Option<String>>,
    /// Whether it is on its way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Loads it into the page.
    follow: Callback<()>,
    /// The link, for who loads it as soon as it is seen.
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
