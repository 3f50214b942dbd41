use crate::{
    core::{
        browser,
        page::use_frame,
        ui::{Toasts, load_when},
    },
    shell::chunks::{LivePart, live, preload_likely},
};
use domain::staff::Permission;
use leptos::{prelude::*, task::spawn_local};

/// Place of the live link. Its chunk is loaded when the browser is idle, because no page waits for it, and then the
/// chunks that are likely to be needed next.
#[component]
pub fn LiveHost() -> impl IntoView {
    let idle = RwSignal::new(false);
    Effect::new(move || {
        browser::when_idle(move || {
            idle.try_set(true);
        });
    });
    let edits = use_frame().may(Permission::EditBookings);
    load_when(
        move || idle.get(),
        move || async move {
            // Without the chunk the page works, but receives no updates.
            let view = live(LivePart::Link).await.unwrap_or_else(|_| ().into_any());
            browser::when_idle(move || {
                if browser::is_online() && !browser::saves_data() {
                    spawn_local(preload_likely(edits));
                }
            });
            Ok(view)
        },
    )
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
