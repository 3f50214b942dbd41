use super::palette::PaletteOpen;
use crate::{
    browser,
    texts::{Texts, use_texts},
    ui::Dialog,
};
use leptos::prelude::*;

/// Listens for the keys that work on every page, and says which they are.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let t = use_texts();
    let PaletteOpen(palette) = expect_context();
    let help = RwSignal::new(false);
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        // By its place too: on other alphabets' keyboards the key has another letter.
        if (event.ctrl_key() || event.meta_key()) && (event.code() == "KeyK" || event.key() == "k") {
            event.prevent_default();
            palette.set(true);
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() || browser::is_typing()
        {
            return;
        }
        match event.key().as_str() {
            "?" => help.set(true),
            "/" if browser::has_element("search") => browser::focus("search"),
            "/" => palette.set(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
    view! {
        <Dialog id="shortcuts" title=t.keys_title() open=help close=move || help.set(false)>
            {move || help.get().then(|| keys(t))}
        </Dialog>
    }
    .into_any()
}

fn keys(t: Texts) -> AnyView {
    let rows = [
        ("Ctrl K", t.keys_palette()),
        ("/", t.keys_search()),
        ("↑ ↓ Enter", t.keys_choose()),
        ("Esc", t.keys_close()),
        ("?", t.keys_help()),
    ];
    let row = |(keys, what)| view! { <dt><kbd dir="ltr">{keys}</kbd></dt><dd>{what}</dd> };
    view! { <dl class="keys">{rows.map(row).collect_view()}</dl> }.into_any()
}
