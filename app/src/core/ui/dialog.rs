use super::Icon;
use crate::core::{browser, texts::use_texts, ui::IconName};
use leptos::prelude::*;

/// What must be answered before the page goes on: the browser's own dialog, which keeps the keyboard inside, closes by
/// Escape, and gives the focus back to where it was.
#[component]
pub fn Dialog(
    /// Of the element.
    id: &'static str,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it was closed, whichever way.
    close: impl Fn() + Clone + Send + Sync + 'static,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    modal(Modal { id, class: None, title, open, close: Callback::new(move |()| close()), inside: children() })
}

/// Work beside the page: a panel at the side of a wide screen, from below on a phone. Otherwise a [`Dialog`].
#[component]
pub fn Sheet(
    /// Of the element.
    id: &'static str,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it was closed, whichever way.
    close: impl Fn() + Clone + Send + Sync + 'static,
    /// Its buttons, which stay in sight.
    #[prop(into, optional)]
    footer: Option<ViewFnOnce>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let inside = view! {
        // By keyboard it must be reached to be scrolled, where nothing inside it can be.
        <div class="body" tabindex="0" role="group" aria-label=title>{children()}</div>
        {footer.map(|footer| view! { <footer>{footer.run()}</footer> })}
    }
    .into_any();
    modal(Modal { id, class: Some("sheet"), title, open, close: Callback::new(move |()| close()), inside })
}

struct Modal {
    id: &'static str,
    class: Option<&'static str>,
    title: Signal<String>,
    open: Signal<bool>,
    close: Callback<()>,
    inside: AnyView,
}

fn modal(Modal { id, class, title, open, close, inside }: Modal) -> AnyView {
    let element = NodeRef::new();
    Effect::new(move || {
        if let Some(dialog) = element.get() {
            browser::show_dialog(dialog, open.get());
        }
    });
    let heading = format!("{id}-title");
    let headed = heading.clone();
    view! {
        <dialog node_ref=element id=id class=class aria-labelledby=headed on:close=move |_| close.run(())>
            <header>
                <h2 id=heading>{title}</h2>
                <form method="dialog">
                    <button class="btn icon" aria-label=use_texts().sheet_close()><Icon name=IconName::X/></button>
                </form>
            </header>
            {inside}
        </dialog>
    }
    .into_any()
}
