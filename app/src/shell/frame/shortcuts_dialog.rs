use crate::{
    core::{texts::use_texts, ui::Dialog},
    features::profile::ShortcutList,
};
use leptos::prelude::*;

/// Whether the help on keyboard shortcuts is open. A context of the frame.
#[derive(Clone, Copy)]
pub struct ShortcutsOpen(pub RwSignal<bool>);

/// Dialog with the keyboard shortcuts.
#[component]
pub fn ShortcutsDialog() -> impl IntoView {
    let t = use_texts();
    let ShortcutsOpen(open) = expect_context();
    view! {
        <Dialog id="shortcuts" title=t.keys_title() open close=move || open.set(false)>
            <ShortcutList/>
        </Dialog>
    }
    .into_any()
}
