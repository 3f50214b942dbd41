use super::typeahead::{SearchState, Typeahead};
use crate::core::{
    browser,
    texts::{Texts, use_texts},
    ui::{SelectOption, error_sentence},
};
use leptos::prelude::*;

/// The popover below the field, with the options found, or why there are none.
#[component]
pub fn Options(
    typeahead: Typeahead,
    /// Label of the list for screen readers.
    label: String,
) -> impl IntoView {
    let t = use_texts();
    Effect::new(move || browser::show_popover(&typeahead.popover_id(), typeahead.open.get()));
    let found = move || match typeahead.state.get() {
        SearchState::Found(found) => found,
        _ => Vec::new(),
    };
    let options = move || {
        let options = found().into_iter().enumerate();
        options.map(|(number, choice)| option(typeahead, number, choice)).collect::<Vec<_>>()
    };
    let words =
        Signal::derive(move || words(t, &typeahead.state.read(), typeahead.typed.read.read().trim().is_empty()));
    let count = move || t.count_options(i64::try_from(found().len()).unwrap_or(i64::MAX));
    let announced = move || typeahead.open.get().then(|| words.get().unwrap_or_else(count));
    view! {
        // Clicks in the list must not take the focus from the field.
        <div class="options" id=typeahead.popover_id() popover="manual" on:mousedown=move |event| event.prevent_default()>
            <ul id=typeahead.list_id() role="listbox" aria-label=label hidden=move || found().is_empty()>{options}</ul>
            {move || words.get().map(|words| view! { <p class="muted" aria-hidden="true">{words}</p> })}
        </div>
        <span class="unseen" role="status">{announced}</span>
    }
    .into_any()
}

fn option(typeahead: Typeahead, number: usize, SelectOption { text, detail, .. }: SelectOption) -> AnyView {
    view! {
        <li
            id=typeahead.option_id(number)
            role="option"
            aria-selected=move || if typeahead.active.get() == Some(number) { "true" } else { "false" }
            on:click=move |_| typeahead.choose(number)
            on:pointermove=move |_| {
                if typeahead.active.get_untracked() != Some(number) {
                    typeahead.active.set(Some(number));
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
fn words(t: Texts, state: &SearchState, empty: bool) -> Option<String> {
    match state {
        SearchState::Found(found) if !found.is_empty() => None,
        SearchState::Found(_) if empty => Some(t.combobox_begin().to_owned()),
        SearchState::Found(_) => Some(t.bookings_nothing_found().to_owned()),
        SearchState::Idle | SearchState::Loading => Some(t.bookings_loading().to_owned()),
        SearchState::Failed(error) => Some(error_sentence(t, error)),
    }
}
