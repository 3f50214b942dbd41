use crate::{
    core::ui::{Toasts, when_asked},
    shell::chunks::{LivePart, live},
};
use leptos::prelude::*;

/// Where the live link stands; its chunk is loaded once the page answers, for no page waits for it.
#[component]
pub fn LiveHost() -> impl IntoView {
    let begun = RwSignal::new(false);
    Effect::new(move || begun.set(true));
    // Without it the page is as it was loaded: it works, and says nothing of elsewhere.
    when_asked(move || begun.get(), async || Ok(live(LivePart::Link).await.unwrap_or_else(|_| ().into_any())))
}

/// Where toasts are shown, once in the frame; their lines are a part of the same chunk.
#[component]
pub fn ToastHost(toasts: Toasts) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {when_asked(move || toasts.is_said(), move || live(LivePart::Toasts(toasts)))}
        </div>
    }
    .into_any()
}
