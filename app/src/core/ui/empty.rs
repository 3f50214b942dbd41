use super::Icon;
use crate::core::ui::IconName;
use leptos::prelude::*;

/// Nothing is here: what that means and what to do next.
#[component]
pub fn Empty(
    /// A sign.
    icon: IconName,
    /// What is the case.
    #[prop(into)]
    title: String,
    /// What to do about it.
    #[prop(into)]
    hint: String,
    /// Ways on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon/>
            <strong>{title}</strong>
            <p>{hint}</p>
            {children.map(|children| children())}
        </div>
    }
}
