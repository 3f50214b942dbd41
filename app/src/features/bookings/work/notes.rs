use crate::{
    core::{
        texts::use_texts,
        ui::{FormValue, MentionArea, SelectOption},
    },
    features::staff::api::find_colleagues,
};
use domain::staff::UserId;
use leptos::prelude::*;

/// The notes of a booking, in which colleagues can be mentioned.
#[component]
pub fn NotesField(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] value: FormValue<String>,
    /// The booking's master: other masters cannot read the notes, and are not offered.
    #[prop(into)]
    master: Signal<Option<UserId>>,
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let fetch = move |typed: String| async move {
        let names = find_colleagues(typed, master.try_get_untracked().flatten()).await?.into_iter();
        Ok(names.map(|name| SelectOption { id: name.clone(), text: name, detail: String::new() }).collect())
    };
    view! { <MentionArea name label=t.sheet_notes() value fetch hint=t.work_notes_hint() problem/> }.into_any()
}
