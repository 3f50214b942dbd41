use leptos::{prelude::*, tachys::html::InertElement};

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// An icon of the sprite. It is decoration: words or a label stand beside it. It has no view of its own, so that the
/// browser takes over a page without walking through its icons.
#[component]
pub fn Icon(
    /// Which icon.
    name: IconName,
) -> impl IntoView {
    let id = name.id();
    InertElement::new(format!(r#"<svg class="icon" aria-hidden="true"><use href="/icons.svg#{id}"></use></svg>"#))
}
