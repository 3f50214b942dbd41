//! Fields with suggestions from the server.

mod list;
mod mention_area;
mod typeahead;

use super::{
    FormValue, SelectOption,
    labelled::{Labelled, note_id},
};
use crate::core::error::Result;
use leptos::prelude::*;
use list::Options;
pub use mention_area::MentionArea;
use std::sync::Arc;
use typeahead::Fetch;
pub use typeahead::Typeahead;

/// A field that searches while typing, after the ARIA combobox pattern: arrow keys move, Enter or a click chooses,
/// Escape closes. The typed text stays until an option is chosen.
#[component]
pub fn Combobox<Found>(
    /// Form field name, whose value is the chosen option's id; and element id of the field.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] chosen: FormValue<Option<SelectOption>>,
    /// The typed text, for callers that store it.
    #[prop(into, optional)]
    typed: Option<FormValue<String>>,
    /// Finds options for the typed text, best match first, a few dozen at most.
    fetch: impl Fn(String) -> Found + Send + Sync + 'static,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
    /// Whether it is focused when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView
where
    Found: Future<Output = Result<Vec<SelectOption>>> + 'static,
{
    // Type-erased, so that the rest is compiled once and not for each type of future.
    let fetch: Fetch = Arc::new(move |typed| Box::pin(fetch(typed)));
    field(name, label, Typeahead::new(name, chosen, typed, fetch), (hint, problem), autofocus)
}

fn field(
    name: &'static str,
    label: String,
    typeahead: Typeahead,
    (hint, problem): (Signal<String>, Signal<Option<String>>),
    autofocus: bool,
) -> AnyView {
    view! {
        <Labelled name label=label.clone() hint problem>
            <div class="combobox anchored">
                <input
                    id=name
                    role="combobox"
                    dir="auto"
                    aria-expanded=move || if typeahead.open.get() { "true" } else { "false" }
                    aria-controls=typeahead.list_id()
                    aria-autocomplete="list"
                    aria-activedescendant=move || typeahead.active_id()
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=note_id(name)
                    autocomplete="off"
                    spellcheck="false"
                    autofocus=autofocus
                    value=typeahead.typed.read.get_untracked()
                    prop:value=typeahead.typed.read
                    on:input=move |event| typeahead.on_input(event_target_value(&event))
                    on:keydown=move |event| typeahead.on_key(&event)
                    on:blur=move |_| typeahead.close()
                />
                <input type="hidden" name=name value=move || typeahead.chosen_id()/>
                <Options typeahead label/>
            </div>
        </Labelled>
    }
    .into_any()
}
