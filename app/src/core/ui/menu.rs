use super::{Icon, Popover};
use leptos::prelude::*;

/// A chip that says what is chosen and opens what can be.
#[component]
pub fn Menu(
    /// Of the popover.
    id: &'static str,
    /// A sign.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// What is chosen.
    label: Signal<String>,
    /// Whether that is anything but the usual.
    on: Signal<bool>,
    /// What can be chosen.
    children: Children,
) -> impl IntoView {
    let label = move || {
        view! {
            {icon.map(|name| view! { <Icon name/> })}
            <bdi>{label}</bdi>
            <Icon name="chevron-down"/>
        }
    };
    view! { <Popover id class="chip" kind="menu" on label>{children()}</Popover> }.into_any()
}
