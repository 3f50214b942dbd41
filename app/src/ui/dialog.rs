use super::Icon;
use crate::{browser, texts::use_texts};
use leptos::prelude::*;

/// What must be answered before the page goes on: the browser's own dialog, which keeps the keyboard inside, closes by
/// Escape, and gives the focus back to where it was.
#[component]
pub fn Dialog(
    /// Of the element.
    id: &'static str,
    /// What it is about.
    title: &'static str,
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it was closed, whichever way.
    close: impl Fn() + Clone + Send + Sync + 'static,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::new();
    Effect::new(move || {
        if let Some(dialog) = element.get() {
            browser::show_dialog(dialog, open.get());
        }
    });
    let heading = format!("{id}-title");
    let headed = heading.clone();
    view! {
        <dialog node_ref=element id=id aria-labelledby=headed on:close=move |_| close()>
            <header>
                <h2 id=heading>{title}</h2>
                <form method="dialog">
                    <button class="btn icon" aria-label=use_texts().sheet_close()><Icon name="x"/></button>
                </form>
            </header>
            {children()}
        </dialog>
    }
    .into_any()
}
