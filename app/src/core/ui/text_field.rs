use super::{
    FormValue,
    labelled::{Labelled, invalid, note_id},
};
use leptos::prelude::*;

/// A text field of one line, bound to a value of a form.
#[component]
pub fn TextField(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: FormValue<String>,
    /// HTML `inputmode`: the keyboard of phones.
    #[prop(default = "text")]
    inputmode: &'static str,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Labelled name label hint problem>
            <input
                id=name
                name=name
                type="text"
                dir="auto"
                inputmode=inputmode
                autocomplete="off"
                aria-invalid=invalid(problem)
                aria-describedby=note_id(name)
                value=value.read.get_untracked()
                prop:value=value.read
                on:input=move |event| value.write.set(event_target_value(&event))
            />
        </Labelled>
    }
    .into_any()
}
