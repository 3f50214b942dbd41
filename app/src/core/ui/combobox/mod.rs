//! Fields with suggestions from the server.

mod list;
mod mention_area;
mod typeahead;

use super::{
    Choice,
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
    chosen: RwSignal<Option<Choice>>,
    /// The typed text, for callers that store it.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
    /// Finds options for the typed text, best match first, a few dozen at most.
    fetch: impl Fn(String) -> Found + Send + Sync + 'static,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
    /// Whether it is focused when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView
where
    Found: Future<Output = Result<Vec<Choice>>> + 'static,
{
    // Type-erased, so that the rest is compiled once and not for each type of future.
    let fetch: Fetch = Arc::new(move |typed| Box::pin(fetch(typed)));
    field(name, label, Typeahead::new(name, chosen, typed, fetch), (hint, problem), autofocus)
}

fn field(
    name: &'static str,
    label: String,
    it: Typeahead,
    (hint, problem): (Signal<String>, Signal<Option<String>>),
    autofocus: bool,
) -> AnyView {
    view! {
        <Labelled name label=label.clone() hint problem>
            <div class="combobox anchored">
                <input
                    id=name
                    role="combobox"
                    aria-expanded=move || if it.open.get() { "true" } else { "false" }
                    aria-controls=it.list_id()
                    aria-autocomplete="list"
                    aria-activedescendant=move || it.active_id()
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=note_id(name)
                    autocomplete="off"
                    spellcheck="false"
                    autofocus=autofocus
                    value=it.typed.get_untracked()
                    prop:value=it.typed
                    on:input=move |event| it.type_in(event_target_value(&event))
                    on:keydown=move |event| it.press(&event)
                    on:blur=move |_| it.close()
                />
                <input type="hidden" name=name value=move || it.chosen_id()/>
                <Options it label/>
            </div>
        </Labelled>
    }
    .into_any()
}
