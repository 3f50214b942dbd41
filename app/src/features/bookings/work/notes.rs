use crate::{
    core::{
        texts::use_texts,
        ui::{Choice, MentionArea},
    },
    features::staff::api::find_colleagues,
};
use domain::staff::UserId;
use leptos::prelude::*;

/// The notes of a booking; they may call for colleagues.
#[component]
pub fn NotesField(
    /// Its name in the form, and its id.
    name: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// Who performs it: of masters, they alone may read it.
    #[prop(into)]
    master: Signal<Option<UserId>>,
    /// What is wrong with it.
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let fetch = move |typed: String| async move {
        let names = find_colleagues(typed, master.try_get_untracked().flatten()).await?.into_iter();
        Ok(names.map(|name| Choice { id: name.clone(), text: name, detail: String::new() }).collect())
    };
    view! { <MentionArea name label=t.sheet_notes() value fetch hint=t.work_notes_hint() problem/> }.into_any()
}
