use leptos::prelude::*;

/// Placeholder for a list that is loading.
#[component]
pub fn RowsSkeleton() -> impl IntoView {
    view! { <div class="skeleton rows" aria-hidden="true"><span></span><span></span><span></span></div> }
}

/// Placeholder for one item that is loading: heading, actions and facts.
#[component]
pub fn CardSkeleton() -> impl IntoView {
    let facts = ["short", "", "short", "", "short", ""].map(|class| view! { <span class=class></span> });
    view! {
        <div class="skeleton card" aria-hidden="true">
            <span class="name"></span>
            <span class="act"></span>
            {facts}
        </div>
    }
}
