//! `/crm/ui`: every part of the design system in all its states, for whoever builds pages. It exists in debug builds
//! that no real people depend on; elsewhere its address leads nowhere. Its words are for developers, in English.

#[cfg(debug_assertions)]
mod actions;
#[cfg(debug_assertions)]
mod charts;
#[cfg(debug_assertions)]
mod fields;
#[cfg(debug_assertions)]
mod lists;
#[cfg(debug_assertions)]
mod overlays;
#[cfg(debug_assertions)]
mod pickers;
#[cfg(debug_assertions)]
mod specimen;
#[cfg(debug_assertions)]
mod states;

use crate::core::{
    error_pages::NotFoundInFrame,
    page::{FrameData, use_frame},
};
use leptos::prelude::*;

/// What it is called.
pub const TITLE: &str = "Design system";

/// Where it is.
pub const ADDRESS: &str = "/crm/ui";

/// Whether there is such a page.
pub fn exists(frame: &FrameData) -> bool {
    cfg!(debug_assertions) && !frame.production
}

/// `/crm/ui`
#[component]
pub fn GalleryPage() -> impl IntoView {
    if exists(&use_frame()) { everything() } else { view! { <NotFoundInFrame/> }.into_any() }
}

#[cfg(not(debug_assertions))]
fn everything() -> AnyView {
    view! { <NotFoundInFrame/> }.into_any()
}

#[cfg(debug_assertions)]
fn everything() -> AnyView {
    view! {
        <leptos_meta::Title text=TITLE/>
        <div class="page gallery" lang="en" dir=crate::core::texts::use_texts().0.dir()>
            <h1>{TITLE}</h1>
            {actions::group()}
            {fields::group()}
            {pickers::group()}
            {lists::group()}
            {overlays::group()}
            {charts::group()}
            {states::group()}
        </div>
    }
    .into_any()
}
