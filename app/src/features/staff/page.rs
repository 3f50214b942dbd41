use super::{
    api::list_staff,
    password_link::{LinkDialog, LinkFor},
    person::StaffRow,
};
use crate::core::{
    requests::resource,
    texts::use_texts,
    ui::{Loaded, RowsSkeleton},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// State that the rows share.
#[derive(Clone, Copy)]
pub struct StaffList {
    /// Counts changes of the list.
    pub changes: RwSignal<u32>,
    /// The person for whom a password link is requested.
    pub link: RwSignal<Option<LinkFor>>,
}

/// `/crm/staff`: the people who work at the salon.
#[component]
pub fn StaffPage() -> impl IntoView {
    let t = use_texts();
    let list = StaffList { changes: RwSignal::new(0), link: RwSignal::new(None) };
    let people = resource(move || list.changes.get(), |_| list_staff());
    view! {
        <Title text=t.staff_title()/>
        <div class="page staff">
            <h1>{t.staff_title()}</h1>
            <section class="panel">
                <Loaded resource=people skeleton=RowsSkeleton view=move |people| {
                    let people = people.into_iter().map(|person| view! { <StaffRow person list/> }.into_any());
                    view! { <ul class="lines">{people.collect_view()}</ul> }.into_any()
                }/>
            </section>
            <LinkDialog requested=list.link/>
        </div>
    }
    .into_any()
}
