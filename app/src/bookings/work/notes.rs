use super::api::find_colleagues;
use crate::{
    error::Result,
    texts::use_texts,
    ui::{Choice, MentionArea},
};
use domain::{notifications::may_mean, staff::UserId};
use leptos::prelude::*;

/// So many names are offered.
const OFFERED: usize = 8;

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
    let colleagues = Colleagues { master, known: StoredValue::new(None) };
    let fetch = move |typed: String| async move {
        let names = colleagues.names().await?.into_iter();
        let meant = names.filter(|name| may_mean(name, &typed)).take(OFFERED);
        Ok(meant.map(|name| Choice { id: name.clone(), text: name, detail: String::new() }).collect())
    };
    view! { <MentionArea name label=t.sheet_notes() value fetch hint=t.work_notes_hint() problem/> }.into_any()
}

/// Those who may be called, asked for once a master.
#[derive(Clone, Copy)]
struct Colleagues {
    master: Signal<Option<UserId>>,
    known: StoredValue<Option<(Option<UserId>, Vec<String>)>>,
}

impl Colleagues {
    async fn names(self) -> Result<Vec<String>> {
        let master = self.master.try_get_untracked().flatten();
        let known = self.known.try_get_value().flatten();
        if let Some((_, names)) = known.filter(|(of, _)| *of == master) {
            return Ok(names);
        }
        let names = find_colleagues(master).await?;
        // Unless the form is gone.
        self.known.try_set_value(Some((master, names.clone())));
        Ok(names)
    }
}
