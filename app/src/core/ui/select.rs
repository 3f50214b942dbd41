use super::{
    Icon,
    labelled::{Labelled, invalid, note_id},
};
use crate::core::ui::IconName;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What a form sends.
    pub id: String,
    /// What it is called.
    pub text: String,
    /// What tells it from others of the name.
    pub detail: String,
}

/// One of a few choices, by the browser's own list.
#[component]
pub fn Select(
    /// Its name in the form, and its id.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What can be chosen; their details are not shown.
    choices: Vec<Choice>,
    /// The id of the chosen one.
    value: RwSignal<String>,
    /// What helps to choose.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// What is wrong with what is chosen.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
    /// Whether nothing else can be chosen now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let option = move |Choice { id, text, .. }| {
        let of = id.clone();
        let chosen = Signal::derive(move || value.with(|value| *value == of));
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
                    on:change=move |event| value.set(event_target_value(&event))
                >
                    {choices.into_iter().map(option).collect_view()}
                </select>
                <Icon name=IconName::ChevronDown/>
            </span>
        </Labelled>
    }
    .into_any()
}
