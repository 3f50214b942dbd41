use crate::{texts::use_texts, ui::Dialog};
use leptos::prelude::*;

/// Whether the help on keys is open; known to all inside the frame.
#[derive(Clone, Copy)]
pub struct KeysOpen(pub RwSignal<bool>);

/// Says which keys there are.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let t = use_texts();
    let KeysOpen(open) = expect_context();
    view! {
        <Dialog id="shortcuts" title=t.keys_title() open close=move || open.set(false)>
            <Keys/>
        </Dialog>
    }
    .into_any()
}

/// The keys, and what each does.
#[component]
pub fn Keys() -> impl IntoView {
    let t = use_texts();
    let rows = [
        ("Ctrl K", t.keys_palette()),
        ("/", t.keys_search()),
        ("↑ ↓ Enter", t.keys_choose()),
        ("C", t.keys_create()),
        ("X", t.keys_select()),
        ("Y A D N R K Del", t.keys_steps()),
        ("Esc", t.keys_close()),
        ("?", t.keys_help()),
    ];
    let row = |(keys, what)| view! { <dt><kbd dir="ltr">{keys}</kbd></dt><dd>{what}</dd> };
    view! { <dl class="keys">{rows.map(row).collect_view()}</dl> }.into_any()
}
