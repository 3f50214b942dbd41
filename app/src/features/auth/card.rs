use crate::core::ui::{Icon, IconName};
use leptos::prelude::*;

/// The form in the middle of a sign-in page.
#[component]
pub fn SignInCard(
    /// URL of the form; the page's own URL by default.
    #[prop(optional)]
    action: Option<&'static str>,
    title: &'static str,
    problem: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=action class="card">
            <div class="brand"><i aria-hidden="true">"B"</i>"Beauty CRM"</div>
            <h1>{title}</h1>
            {problem.map(|problem| view! { <p class="warn" role="alert"><Icon name=IconName::CircleAlert/>{problem}</p> })}
            {children()}
        </form>
    }
}
