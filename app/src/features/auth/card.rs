use crate::core::ui::{Icon, IconName};
use leptos::prelude::*;

/// The form that stands alone on a page of signing in.
#[component]
pub fn Card(
    /// Where it is sent; to the page's own address unless said.
    #[prop(optional)]
    action: Option<&'static str>,
    /// What it is for.
    title: &'static str,
    /// What was wrong with what was sent.
    problem: Option<String>,
    /// Its fields.
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
