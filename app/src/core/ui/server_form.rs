use crate::core::browser::FormFields;
use leptos::{ev::SubmitEvent, prelude::*};

/// A form that calls a server function: by script after hydration, by a plain `POST` before.
#[component]
pub fn ServerForm(
    /// The server function's path.
    path: &'static str,
    /// Calls the server function with the form's fields; not called while busy.
    send: impl Fn(FormFields) + 'static,
    /// Whether the call is running.
    #[prop(into)]
    busy: Signal<bool>,
    #[prop(optional)] id: Option<&'static str>,
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
