use super::Icon;
use crate::core::ui::IconName;
use leptos::prelude::*;

#[component]
pub fn Chip(
    #[prop(into)] label: String,
    #[prop(into)] on: Signal<bool>,
    press: Callback<()>,
    #[prop(optional)] icon: Option<IconName>,
) -> impl IntoView {
    let pressed = move || if on.get() { "true" } else { "false" };
    view! {
        <button class="chip" type="button" aria-pressed=pressed on:click=move |_| press.run(())>
            {icon.map(|name| view! { <Icon name/> })}
            <bdi>{label}</bdi>
        </button>
    }
    .into_any()
}

/// A small link to a filtered view.
#[component]
pub fn ChipLink(
    #[prop(into)] label: String,
    #[prop(into)] href: Signal<String>,
    /// Whether its view is shown now.
    #[prop(into)]
    current: Signal<bool>,
) -> impl IntoView {
    view! {
        <a class="chip" href=href aria-current=move || current.get().then_some("true")>
            <bdi>{label}</bdi>
        </a>
    }
    .into_any()
}
