use crate::core::browser::FormFields;
use leptos::{ev::SubmitEvent, prelude::*};

/// A form that asks a server function: by script, without leaving the page, and before there is one by itself.
#[component]
pub fn ServerForm(
    /// The server function's address.
    path: &'static str,
    /// Asks it, with what was typed. What is already asked is not asked again.
    send: impl Fn(FormFields) + 'static,
    /// Whether it is being asked.
    #[prop(into)]
    busy: Signal<bool>,
    /// Of the element.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Fields and button.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            send(FormFields::of(&event));
        }
    };
    view! {
        <form id=id class="form" method="post" action=path on:submit=submit>
            {children()}
        </form>
    }
    .into_any()
}
