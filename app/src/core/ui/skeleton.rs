use leptos::prelude::*;

/// The shape of a few rows that are on their way.
#[component]
pub fn RowsSkeleton() -> impl IntoView {
    view! { <div class="skeleton rows" aria-hidden="true"><span></span><span></span><span></span></div> }
}

/// The shape of one thing that is on its way: who, what can be done, and what is known.
#[component]
pub fn CardSkeleton() -> impl IntoView {
    let lines = [(); 6].map(|()| view! { <span></span> });
    view! { <div class="skeleton card" aria-hidden="true"><span></span><span></span>{lines}</div> }
}
