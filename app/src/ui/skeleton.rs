use leptos::prelude::*;

/// The shape of a few rows that are on their way.
#[component]
pub fn RowsSkeleton() -> impl IntoView {
    view! { <div class="skeleton rows" aria-hidden="true"><span></span><span></span><span></span></div> }
}
