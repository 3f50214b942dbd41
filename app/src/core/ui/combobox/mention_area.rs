use super::{
    list::Options,
    typeahead::{Fetch, Typeahead},
};
use crate::core::{
    browser,
    error::Result,
    ui::{FormValue, SelectOption, labelled::Labelled, text_area::Lines},
};
use domain::mentions::mention_being_typed;
use leptos::prelude::*;
use std::sync::Arc;

/// A text area for text with mentions: after `@` and some letters it offers the people who can be mentioned, as a
/// combobox does.
#[component]
pub fn MentionArea<Found>(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: FormValue<String>,
    /// Finds people by the letters after the `@`; an option's text is the name to insert.
    fetch: impl Fn(String) -> Found + Send + Sync + 'static,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
) -> impl IntoView
where
    Found: Future<Output = Result<Vec<SelectOption>>> + 'static,
{
    let fetch: Fetch = Arc::new(move |typed| Box::pin(fetch(typed)));
    field(name, label, value, fetch, (hint, problem))
}

fn field(
    name: &'static str,
    label: String,
    value: FormValue<String>,
    fetch: Fetch,
    (hint, problem): (Signal<String>, Signal<Option<String>>),
) -> AnyView {
    let chosen = RwSignal::new(None::<SelectOption>);
    let typeahead = Typeahead::new(name, chosen.into(), None, fetch);
    let typed =
        Callback::new(move |()| match browser::text_before_caret(name).as_deref().and_then(mention_being_typed) {
            Some(typed) => typeahead.search_word(typed),
            None => typeahead.close(),
        });
    Effect::new(move || {
        let Some(choice) = chosen.get() else { return };
        if let Some(typed) = browser::text_before_caret(name).as_deref().and_then(mention_being_typed) {
            browser::replace_before_caret(name, typed, &format!("{} ", choice.text));
        }
        chosen.set(None);
    });
    view! {
        <Labelled name label=label.clone() hint problem>
            <div class="combobox anchored">
                <Lines name value problem suggestions=(typeahead, typed)/>
                <Options typeahead label/>
            </div>
        </Labelled>
    }
    .into_any()
}
