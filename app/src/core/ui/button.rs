use super::Icon;
use crate::core::ui::IconName;
use leptos::{ev::MouseEvent, prelude::*};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The default.
    #[default]
    Plain,
    /// The primary action; at most one is visible.
    Go,
    /// An action that cannot be undone.
    Danger,
    /// A secondary action.
    Quiet,
    /// Only the icon is visible; the label is for screen readers.
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

/// A button with a label and an optional icon. While busy it shows a spinner, keeps its focus, and ignores clicks.
#[component]
pub fn Button(
    #[prop(into)] label: String,
    #[prop(optional)] kind: ButtonKind,
    /// Icon before the label.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Click handler; without it, the button submits its form.
    #[prop(optional)]
    press: Option<Callback<()>>,
    /// Whether its action is running.
    #[prop(into, optional)]
    busy: Signal<bool>,
    #[prop(into, optional)] disabled: Signal<bool>,
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
