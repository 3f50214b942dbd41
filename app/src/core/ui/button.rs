use super::Icon;
use crate::core::ui::IconName;
use leptos::{ev::MouseEvent, prelude::*};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Plain,
    /// What the page is for; one in sight.
    Go,
    /// What cannot be undone.
    Danger,
    /// Beside others that matter more.
    Quiet,
    /// A sign alone; the label is read out.
    Icon,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            ButtonKind::Plain => "btn",
            ButtonKind::Go => "btn go",
            ButtonKind::Danger => "btn danger",
            ButtonKind::Quiet => "btn quiet",
            ButtonKind::Icon => "btn icon",
        }
    }
}

/// A button. While it is busy it keeps its place and the focus, and answers nothing.
#[component]
pub fn Button(
    /// In words.
    #[prop(into)]
    label: String,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// A sign before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// What it does; without it, it sends its form.
    #[prop(optional)]
    press: Option<Callback<()>>,
    /// Whether what it began is not done yet.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Whether there is nothing for it to do.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let (read_out, words) = if kind == ButtonKind::Icon { (Some(label), None) } else { (None, Some(label)) };
    let click = move |event: MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(press) = press {
            press.run(());
        }
    };
    let said = move || busy.get().then_some("true");
    let sign = move || match (busy.get(), icon) {
        (true, _) => Some(view! { <Icon name=IconName::LoaderCircle/> }.into_any()),
        (false, Some(name)) => Some(view! { <Icon name/> }.into_any()),
        (false, None) => None,
    };
    view! {
        <button
            class=kind.class()
            type=if press.is_some() { "button" } else { "submit" }
            aria-label=read_out
            aria-busy=said
            aria-disabled=said
            disabled=disabled
            on:click=click
        >
            {sign}
            {words}
        </button>
    }
    .into_any()
}
