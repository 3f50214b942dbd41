use super::Icon;
use crate::core::{browser, texts::use_texts, ui::IconName};
use leptos::prelude::*;

/// A modal `<dialog>`. The browser traps the focus, closes it by Escape, and restores the focus.
#[component]
pub fn Dialog(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] open: Signal<bool>,
    /// Called after it was closed by button, Escape or script.
    close: impl Fn() + Clone + Send + Sync + 'static,
    children: Children,
) -> impl IntoView {
    modal(Modal { id, class: None, title, open, close: Callback::new(move |()| close()), inside: children() })
}

/// A [`Dialog`] as a panel: at the side of wide screens, at the bottom of phones.
#[component]
pub fn Sheet(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] open: Signal<bool>,
    /// Called after it was closed by button, Escape or script.
    close: impl Fn() + Clone + Send + Sync + 'static,
    /// Buttons that stay visible while the content scrolls.
    #[prop(into, optional)]
    footer: Option<ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    let inside = view! {
        // Scrolling by keyboard needs the focus, and the content may have no focusable element.
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
