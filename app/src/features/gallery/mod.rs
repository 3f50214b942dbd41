//! `/crm/ui`: all components of the design system in all their states, for developers. The page exists in debug builds
//! outside production; elsewhere its URL shows "not found". Its texts are in English only.

#[cfg(debug_assertions)]
mod actions;
#[cfg(debug_assertions)]
mod example;
#[cfg(debug_assertions)]
mod fields;
#[cfg(debug_assertions)]
mod lists;
#[cfg(debug_assertions)]
mod overlays;
#[cfg(debug_assertions)]
mod pickers;
#[cfg(debug_assertions)]
mod states;

use crate::core::{
    error_pages::NotFoundInFrame,
    page::{FrameData, use_frame},
};
use leptos::prelude::*;

pub const TITLE: &str = "Design system";

pub const ADDRESS: &str = "/crm/ui";

/// Whether the page exists in this build and environment.
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
            {states::group()}
        </div>
    }
    .into_any()
}
