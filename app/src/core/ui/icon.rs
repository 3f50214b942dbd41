use leptos::{prelude::*, tachys::html::InertElement};

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// An icon of the sprite. Hidden from screen readers: a text or label is beside it. It is inert HTML, so that hydration
/// does not walk through it.
#[component]
pub fn Icon(name: IconName) -> impl IntoView {
    let id = name.id();
    InertElement::new(format!(r#"<svg class="icon" aria-hidden="true"><use href="/icons.svg#{id}"></use></svg>"#))
}
