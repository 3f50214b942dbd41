use super::Icon;
use leptos::prelude::*;

/// A chip that says what is chosen and opens what can be.
#[component]
pub fn Menu(
    /// Of the popover; its style anchors it to the chip by it.
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
    view! {
        <button class="chip" type="button" popovertarget=id data-on=move || on.get().then_some("")>
            {icon.map(|name| view! { <Icon name/> })}
            <bdi>{label}</bdi>
            <Icon name="chevron-down"/>
        </button>
        <div class="popover menu" popover="auto" id=id>{children()}</div>
    }
    .into_any()
}
