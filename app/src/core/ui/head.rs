use crate::core::browser;
use leptos::prelude::*;

/// Links to the style sheet, fonts and icons, in the `<head>` of every document.
#[component]
pub fn Head() -> impl IntoView {
    view! {
        <link rel="preload" href="/fonts/onest-latin.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
        <link rel="stylesheet" id="leptos" href=format!("{}/pkg/beauty-crm.css", browser::files_root())/>
        <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
    }
}
