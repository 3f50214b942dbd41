use super::{Icon, error_sentence};
use crate::core::{
    browser,
    error::AppError,
    format::after_colon,
    texts::{Texts, use_texts},
    ui::IconName,
};
use leptos::prelude::*;
use std::{sync::Arc, time::Duration};

/// How long a toast is shown, and one with an undo button (look.md).
const SHOWN: Duration = Duration::from_secs(6);
const UNDOABLE: Duration = Duration::from_secs(10);
const RECHECK: Duration = Duration::from_secs(2);

#[derive(Clone)]
struct Toast {
    number: u32,
    text: String,
    action: Option<(&'static str, Action)>,
}

/// Click handler of a toast's button. It outlives the page that created it.
type Action = Arc<dyn Fn() + Send + Sync>;

/// Short messages at the edge of the screen. A context of the frame.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    count: StoredValue<u32>,
}

pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    pub fn provide() -> Self {
        let toasts = Toasts { shown: RwSignal::default(), count: StoredValue::default() };
        provide_context(toasts);
        toasts
    }

    /// Whether any toast is shown.
    pub fn any(self) -> bool {
        !self.shown.read().is_empty()
    }

    /// Shows a message for a few seconds.
    pub fn show(self, text: impl Into<String>) {
        self.push(text.into(), None, Some(SHOWN));
    }

    /// Shows a message with an undo button.
    pub fn offer_undo(self, t: Texts, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show_with_action_briefly(text, t.toast_undo(), undo);
    }

    /// Shows a message with a button, for a while.
    pub fn show_with_action_briefly(
        self,
        text: impl Into<String>,
        label: &'static str,
        action: impl Fn() + Send + Sync + 'static,
    ) {
        self.push(text.into(), Some((label, Arc::new(action))), Some(UNDOABLE));
    }

    /// Shows a message with a button, until it is closed.
    pub fn show_with_action(
        self,
        text: impl Into<String>,
        label: &'static str,
        action: impl Fn() + Send + Sync + 'static,
    ) {
        self.push(text.into(), Some((label, Arc::new(action))), None);
    }

    fn push(self, text: String, action: Option<(&'static str, Action)>, shown: Option<Duration>) {
        let number = self.count.get_value();
        self.count.set_value(number + 1);
        self.shown.update(|toasts| toasts.push(Toast { number, text, action }));
        if let Some(shown) = shown {
            set_timeout(move || self.remove_when_idle(number), shown);
        }
    }

    /// Shows what failed (section `failed` of the texts), and why.
    pub fn show_error(self, t: Texts, what: &str, error: &AppError) {
        self.show(t.failed_because(what, after_colon(&error_sentence(t, error))));
    }

    /// Removes a toast, unless it is hovered or focused: the person may be about to press its button.
    fn remove_when_idle(self, number: u32) {
        if browser::is_hovered_or_focused(&id(number)) {
            set_timeout(move || self.remove_when_idle(number), RECHECK);
        } else {
            self.remove(number);
        }
    }

    fn remove(self, number: u32) {
        // The frame may have been left, which disposes the signal.
        self.shown.try_update(|toasts| toasts.retain(|toast| toast.number != number));
    }
}

fn id(number: u32) -> String {
    format!("toast-{number}")
}

/// The visible toasts with their buttons.
#[component]
pub fn ToastLines(toasts: Toasts) -> impl IntoView {
    let t = use_texts();
    let toast = move |Toast { number, text, action }: Toast| {
        let action = action.map(|(label, action)| {
            let click = move |_| {
                toasts.remove(number);
                action();
            };
            view! { <button class="btn" type="button" on:click=click>{label}</button> }
        });
        view! {
            <li id=id(number)>
                <span>{text}</span>
                {action}
                <button class="btn icon" type="button" aria-label=t.toast_close() on:click=move |_| toasts.remove(number)>
                    <Icon name=IconName::X/>
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <ol><For each=move || toasts.shown.get() key=|toast| toast.number children=toast/></ol>
    }
    .into_any()
}
