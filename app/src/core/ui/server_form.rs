use crate::core::browser::FormFields;
use leptos::{ev::SubmitEvent, prelude::*};

/// A form that calls a server function: by script after hydration, by a plain `POST` before.
#[component]
pub fn ServerForm(
    /// The server function's path.
    path: &'static str,
    /// Sends the form's fields with its [`Submission`](super::Submission).
    send: impl Fn(FormFields) + 'static,
    #[prop(optional)] id: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(FormFields::of(&event));
    };
    view! {
        <form id=id class="form" method="post" action=path on:submit=submit>
            {children()}
        </form>
    }
    .into_any()
}
