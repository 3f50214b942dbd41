use super::typeahead::{Answer, Typeahead};
use crate::core::{
    browser,
    texts::{Texts, use_texts},
    ui::{Choice, error_sentence},
};
use leptos::prelude::*;

/// The popover below the field, with the options found, or why there are none.
#[component]
pub fn Options(
    it: Typeahead,
    /// Label of the list for screen readers.
    label: String,
) -> impl IntoView {
    let t = use_texts();
    Effect::new(move || browser::show_popover(&it.popover_id(), it.open.get()));
    let found = move || match it.answer.get() {
        Answer::Come(found) => found,
        _ => Vec::new(),
    };
    let options = move || {
        let options = found().into_iter().enumerate();
        options.map(|(number, choice)| option(it, number, choice)).collect::<Vec<_>>()
    };
    let words = Signal::derive(move || words(t, &it.answer.read(), it.typed.read().trim().is_empty()));
    let count = move || t.count_options(i64::try_from(found().len()).unwrap_or(i64::MAX));
    let said = move || it.open.get().then(|| words.get().unwrap_or_else(count));
    view! {
        // Clicks in the list must not take the focus from the field.
        <div class="options" id=it.popover_id() popover="manual" on:mousedown=move |event| event.prevent_default()>
            <ul id=it.list_id() role="listbox" aria-label=label hidden=move || found().is_empty()>{options}</ul>
            {move || words.get().map(|words| view! { <p class="muted" aria-hidden="true">{words}</p> })}
        </div>
        <span class="unseen" role="status">{said}</span>
    }
    .into_any()
}

fn option(it: Typeahead, number: usize, Choice { text, detail, .. }: Choice) -> AnyView {
    view! {
        <li
            id=it.option_id(number)
            role="option"
            aria-selected=move || if it.active.get() == Some(number) { "true" } else { "false" }
            on:click=move |_| it.choose(number)
            on:pointermove=move |_| {
                if it.active.get_untracked() != Some(number) {
                    it.active.set(Some(number));
                }
            }
        >
            <bdi>{text}</bdi>
            <small class="muted"><bdi>{detail}</bdi></small>
        </li>
    }
    .into_any()
}

/// Text in place of an empty list.
fn words(t: Texts, answer: &Answer, empty: bool) -> Option<String> {
    match answer {
        Answer::Come(found) if !found.is_empty() => None,
        Answer::Come(_) if empty => Some(t.combobox_begin().to_owned()),
        Answer::Come(_) => Some(t.bookings_nothing_found().to_owned()),
        Answer::None | Answer::Waiting => Some(t.bookings_loading().to_owned()),
        Answer::Failed(error) => Some(error_sentence(t, error)),
    }
}
