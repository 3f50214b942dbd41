use crate::browser::FormFields;
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};

/// A form that asks a server function: by script, without leaving the page, and before there is one by itself.
#[component]
pub fn ServerForm<F>(
    /// What is asked.
    action: ServerAction<F>,
    /// Reads what was typed.
    read: impl Fn(FormFields) -> F + 'static,
    /// Of the element.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Fields and button.
    children: Children,
) -> impl IntoView
where
    F: ServerFn + Clone + Send + Sync + 'static,
    F::Output: Send + Sync + 'static,
    F::Error: Send + Sync + 'static,
{
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        // A second click asks nothing new.
        if !action.pending().get_untracked() {
            action.dispatch(read(FormFields::of(&event)));
        }
    };
    view! {
        <form id=id class="form" method="post" action=F::PATH on:submit=send>
            {children()}
        </form>
    }
    .into_any()
}
