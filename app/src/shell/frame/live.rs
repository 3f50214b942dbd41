use crate::{
    core::ui::{Toasts, load_when},
    shell::chunks::{LivePart, live},
};
use leptos::prelude::*;

/// Place of the live link; its chunk is loaded after hydration, because no page waits for it.
#[component]
pub fn LiveHost() -> impl IntoView {
    let begun = RwSignal::new(false);
    Effect::new(move || begun.set(true));
    // Without the chunk the page works, but receives no updates.
    load_when(move || begun.get(), async || Ok(live(LivePart::Link).await.unwrap_or_else(|_| ().into_any())))
}

/// Place of the toasts, which are in the same chunk.
#[component]
pub fn ToastHost(toasts: Toasts) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {load_when(move || toasts.any(), move || live(LivePart::Toasts(toasts)))}
        </div>
    }
    .into_any()
}
