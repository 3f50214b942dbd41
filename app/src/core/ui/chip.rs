use super::Icon;
use crate::core::ui::IconName;
use leptos::prelude::*;

/// A small button that is on or off.
#[component]
pub fn Chip(
    /// In words.
    #[prop(into)]
    label: String,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// What it does.
    press: Callback<()>,
    /// A sign.
    #[prop(optional)]
    icon: Option<IconName>,
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

/// A small link to a part of the whole.
#[component]
pub fn ChipLink(
    /// In words.
    #[prop(into)]
    label: String,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Whether that is what is shown.
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
