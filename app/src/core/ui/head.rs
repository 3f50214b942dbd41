use crate::core::browser;
use leptos::prelude::*;

/// Links to the style sheet and icons, in the `<head>` of every document.
#[component]
pub fn Head() -> impl IntoView {
    view! {
        <link rel="stylesheet" id="leptos" href=format!("{}/pkg/beauty-crm.css", browser::files_root())/>
        <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
    }
}
