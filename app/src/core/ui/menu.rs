use super::{Icon, Popover};
use crate::core::ui::IconName;
use leptos::prelude::*;

/// A chip with the current choice that opens a menu of choices.
#[component]
pub fn Menu(
    /// Element id of the popover.
    id: &'static str,
    #[prop(optional)] icon: Option<IconName>,
    label: Signal<String>,
    /// Whether it differs from the default; the chip is then highlighted.
    on: Signal<bool>,
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
