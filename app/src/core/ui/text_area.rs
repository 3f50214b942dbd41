use super::{
    combobox::Typeahead,
    labelled::{Labelled, invalid, note_id},
};
use leptos::prelude::*;

/// A text field of several lines.
#[component]
pub fn TextArea(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(default = 3)] rows: u32,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Labelled name label hint problem><Lines name value rows problem/></Labelled> }.into_any()
}

/// The element itself. Its text is set as a property by script: Leptos does not escape text between its tags.
#[component]
pub fn Lines(
    /// Form field name and element id.
    name: &'static str,
    value: RwSignal<String>,
    #[prop(default = 3)] rows: u32,
    problem: Signal<Option<String>>,
    /// Suggestions, and a callback after each input that updates them.
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
