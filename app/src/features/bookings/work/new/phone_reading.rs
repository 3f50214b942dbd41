use crate::{
    core::{requests::NewestTask, texts::use_texts, ui::left_to_right},
    features::clients::api::read_phone,
};
use leptos::prelude::*;
use std::time::Duration;

/// Pause after the last key before the number is read.
const PAUSE: Duration = Duration::from_millis(400);
/// A shorter number is still being typed.
const LEAST: usize = 7;

/// What the server makes of a phone that is typed, in words; `None` until it has said so.
pub fn use_phone_reading(typed: Signal<String>) -> Signal<Option<String>> {
    let t = use_texts();
    let read = RwSignal::new((String::new(), None::<String>));
    let task = NewestTask::new();
    let mut ask = debounce(PAUSE, move |typed: String| {
        task.spawn(async move {
            // The number is read again when it is saved.
            if let Ok(number) = read_phone(typed.clone()).await {
                read.set((typed, number));
            }
        });
    });
    Effect::new(move || {
        let typed = typed.get();
        task.abort();
        if typed.chars().filter(|c| c.is_numeric()).count() >= LEAST {
            ask(typed);
        }
    });
    Signal::derive(move || {
        let (of, number) = read.get();
        (!of.is_empty() && of == *typed.read()).then(|| match number {
            Some(number) => t.new_phone_read(left_to_right(&number)),
            None => t.new_phone_unread().to_owned(),
        })
    })
}
