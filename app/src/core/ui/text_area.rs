use super::{
    combobox::Typeahead,
    labelled::{Labelled, invalid, note_id},
};
use leptos::prelude::*;

/// A field of several lines.
#[component]
pub fn TextArea(
    /// Its name in the form, and its id.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// How many lines are shown.
    #[prop(default = 3)]
    rows: u32,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Labelled name label hint problem><Lines name value rows problem/></Labelled> }.into_any()
}

/// The field itself. What stands in it is set by script alone: written between its tags, Leptos would not keep a tag in
/// it from being one.
#[component]
pub fn Lines(
    /// Its name in the form, and its id.
    name: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// How many are shown.
    #[prop(default = 3)]
    rows: u32,
    /// What is wrong with it.
    problem: Signal<Option<String>>,
    /// What follows what is typed, and offers how it may go on.
    #[prop(optional)]
    offer: Option<(Typeahead, Callback<()>)>,
) -> impl IntoView {
    view! {
        <textarea
            id=name
            name=name
            dir="auto"
            rows=rows.to_string()
            aria-autocomplete=offer.map(|_| "list")
            aria-haspopup=offer.map(|_| "listbox")
            aria-controls=offer.map(|(it, _)| it.list_id())
            aria-activedescendant=move || offer.and_then(|(it, _)| it.active_id())
            aria-invalid=invalid(problem)
            aria-describedby=note_id(name)
            prop:value=value
            on:input=move |event| {
                value.set(event_target_value(&event));
                if let Some((_, typed)) = offer {
                    typed.run(());
                }
            }
            on:keydown=move |event| if let Some((it, _)) = offer.filter(|(it, _)| it.open.get_untracked()) { it.press(&event) }
            on:pointerdown=move |_| if let Some((it, _)) = offer { it.close() }
            on:blur=move |_| if let Some((it, _)) = offer { it.close() }
        ></textarea>
    }
}
