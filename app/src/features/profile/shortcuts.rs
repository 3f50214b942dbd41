use crate::core::texts::use_texts;
use leptos::prelude::*;

/// List of the keyboard shortcuts.
#[component]
pub fn ShortcutList() -> impl IntoView {
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
