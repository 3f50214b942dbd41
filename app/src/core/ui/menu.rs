use super::{Icon, Popover};
use crate::core::ui::IconName;
use leptos::prelude::*;

/// A chip that says what is chosen and opens what can be.
#[component]
pub fn Menu(
    /// Of the popover.
    id: &'static str,
    /// A sign.
    #[prop(optional)]
    icon: Option<IconName>,
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
            <Icon name=IconName::ChevronDown/>
        }
    };
    view! { <Popover id class="chip" kind="menu" on label>{children()}</Popover> }.into_any()
}
