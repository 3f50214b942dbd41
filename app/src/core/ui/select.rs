use super::{
    FormValue, Icon,
    labelled::{Labelled, invalid, note_id},
};
use crate::core::ui::IconName;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectOption {
    pub id: String,
    pub text: String,
    /// Further facts, which distinguish options with the same label.
    pub detail: String,
}

/// A native `<select>` with a label.
#[component]
pub fn Select(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    /// The options; their details are not shown.
    choices: Vec<SelectOption>,
    /// The id of the chosen option.
    #[prop(into)]
    value: FormValue<String>,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> impl IntoView {
    let option = move |SelectOption { id, text, .. }| {
        let of = id.clone();
        let chosen = Signal::derive(move || value.read.with(|value| *value == of));
        view! { <option value=id selected=chosen.get_untracked() prop:selected=chosen>{text}</option> }.into_any()
    };
    view! {
        <Labelled name label hint problem>
            <span class="select">
                <select
                    id=name
                    name=name
                    disabled=disabled
                    aria-invalid=invalid(problem)
                    aria-describedby=note_id(name)
                    on:change=move |event| value.write.set(event_target_value(&event))
                >
                    {choices.into_iter().map(option).collect_view()}
                </select>
                <Icon name=IconName::ChevronDown/>
            </span>
        </Labelled>
    }
    .into_any()
}
