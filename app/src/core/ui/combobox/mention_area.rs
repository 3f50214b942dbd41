use super::{
    list::Options,
    typeahead::{Fetch, Typeahead},
};
use crate::core::{
    browser,
    error::Result,
    ui::{Choice, labelled::Labelled, text_area::Lines},
};
use domain::mentions::being_called;
use leptos::prelude::*;
use std::sync::Arc;

/// A field of several lines in which somebody is called by name: after `@` and some letters it offers who may be meant,
/// as a combobox does.
#[component]
pub fn MentionArea<Found>(
    /// Its name in the form, and its id.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// Finds who may be meant by the letters after the sign; a choice's text is the name that calls them.
    fetch: impl Fn(String) -> Found + Send + Sync + 'static,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
) -> impl IntoView
where
    Found: Future<Output = Result<Vec<Choice>>> + 'static,
{
    let fetch: Fetch = Arc::new(move |typed| Box::pin(fetch(typed)));
    field(name, label, value, fetch, (hint, problem))
}

fn field(
    name: &'static str,
    label: String,
    value: RwSignal<String>,
    fetch: Fetch,
    (hint, problem): (Signal<String>, Signal<Option<String>>),
) -> AnyView {
    let chosen = RwSignal::new(None::<Choice>);
    let it = Typeahead::new(name, chosen, None, fetch);
    let typed = Callback::new(move |()| match browser::before_caret(name).as_deref().and_then(being_called) {
        Some(typed) => it.look_for(typed),
        None => it.close(),
    });
    Effect::new(move || {
        let Some(choice) = chosen.get() else { return };
        if let Some(typed) = browser::before_caret(name).as_deref().and_then(being_called) {
            browser::type_over(name, typed, &format!("{} ", choice.text));
        }
        chosen.set(None);
    });
    view! {
        <Labelled name label=label.clone() hint problem>
            <div class="combobox anchored">
                <Lines name value problem offer=(it, typed)/>
                <Options it label/>
            </div>
        </Labelled>
    }
    .into_any()
}
