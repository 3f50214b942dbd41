//! One of thousands, found by a few letters.

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

/// A field that finds as one types, after the ARIA pattern of the name: arrows go through what is found, Enter or a
/// click chooses, Escape closes. What is typed stays as it is until something is chosen.
#[component]
pub fn Combobox<Found>(
    /// Of what a form sends, the id of what is chosen; and the id of the field.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What is chosen, if anything is.
    chosen: RwSignal<Option<Choice>>,
    /// What stands in the field, for who keeps it.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
    /// Finds what goes by what is typed, the best first, a few dozen at most.
    fetch: impl Fn(String) -> Found + Send + Sync + 'static,
    /// What helps to find it.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// What is wrong with what is chosen.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
    /// Whether it is what one types into first, in a dialog that opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView
where
    Found: Future<Output = Result<Vec<Choice>>> + 'static,
{
    // Apart from what is found: the browser's program holds the rest once.
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
