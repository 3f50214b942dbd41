use leptos::prelude::*;

/// An icon of the sprite `public/icons.svg`, by its name there. It is decoration: words or a label stand beside it.
#[component]
pub fn Icon(
    /// Lucide's name.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use_ href=format!("/icons.svg#{name}")></use_>
        </svg>
    }
}
