use super::Icon;
use crate::texts::use_texts;
use leptos::prelude::*;
use std::time::Duration;

/// What has just been done is shown so long; where it can be undone, longer (look.md).
const SHOWN: Duration = Duration::from_secs(6);
const UNDOABLE: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Toast {
    number: u32,
    text: String,
    act: Option<(&'static str, Callback<()>)>,
}

/// Says what has just been done, on any page inside the frame.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    count: StoredValue<u32>,
}

/// The toasts of the frame.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// Makes them known to all that is inside.
    pub fn provide() -> Self {
        let toasts = Toasts { shown: RwSignal::default(), count: StoredValue::default() };
        provide_context(toasts);
        toasts
    }

    /// Says it for a moment.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None, Some(SHOWN));
    }

    /// Says it, and how to undo it.
    pub fn offer_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        let undo = Callback::new(move |()| undo());
        self.show(text.into(), Some((use_texts().toast_undo(), undo)), Some(UNDOABLE));
    }

    /// Says it, and what can be done about it, until it is closed.
    pub fn offer(self, text: impl Into<String>, label: &'static str, act: impl Fn() + Send + Sync + 'static) {
        self.show(text.into(), Some((label, Callback::new(move |()| act()))), None);
    }

    fn show(self, text: String, act: Option<(&'static str, Callback<()>)>, shown: Option<Duration>) {
        let number = self.count.get_value();
        self.count.set_value(number + 1);
        self.shown.update(|toasts| toasts.push(Toast { number, text, act }));
        if let Some(shown) = shown {
            set_timeout(move || self.drop(number), shown);
        }
    }

    fn drop(self, number: u32) {
        // The page may have been left.
        self.shown.try_update(|toasts| toasts.retain(|toast| toast.number != number));
    }
}

/// Where they are shown, once in the frame.
#[component]
pub fn ToastStack(toasts: Toasts) -> impl IntoView {
    let t = use_texts();
    let toast = move |Toast { number, text, act }: Toast| {
        let act = act.map(|(label, act)| {
            let click = move |_| {
                toasts.drop(number);
                act.run(());
            };
            view! { <button class="btn" type="button" on:click=click>{label}</button> }
        });
        view! {
            <li>
                <span>{text}</span>
                {act}
                <button class="btn icon" type="button" aria-label=t.toast_close() on:click=move |_| toasts.drop(number)>
                    <Icon name="x"/>
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <ol class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.number children=toast/>
        </ol>
    }
    .into_any()
}
