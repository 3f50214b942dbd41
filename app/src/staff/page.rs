use super::{
    api::{SwitchPersonOff, SwitchPersonOn, list_staff},
    link::{LinkDialog, LinkFor},
    person::PersonLine,
};
use crate::{
    texts::use_texts,
    ui::{Loaded, Refusal, RowsSkeleton, use_toasts},
};
use domain::staff::UserId;
use leptos::prelude::*;
use leptos_meta::Title;

/// What can be done to somebody, shared by all lines.
#[derive(Clone, Copy)]
pub struct Verbs {
    /// Ends all their sessions.
    pub switch_off: ServerAction<SwitchPersonOff>,
    /// Lets them in again.
    pub switch_on: ServerAction<SwitchPersonOn>,
    /// Who was switched off last.
    pub asked: StoredValue<Option<(UserId, String)>>,
    /// Makes them a link.
    pub link: RwSignal<Option<LinkFor>>,
}

/// `/crm/staff`
#[component]
pub fn StaffPage() -> impl IntoView {
    let t = use_texts();
    let verbs = Verbs {
        switch_off: ServerAction::new(),
        switch_on: ServerAction::new(),
        asked: StoredValue::new(None),
        link: RwSignal::new(None),
    };
    let toasts = use_toasts();
    Effect::new(move || {
        let done = verbs.switch_off.value().with(|answer| matches!(answer, Some(Ok(()))));
        if let Some((id, name)) = verbs.asked.get_value().filter(|_| done) {
            toasts.offer_undo(t.staff_switched_off(name), move || {
                verbs.switch_on.dispatch(SwitchPersonOn { person: id });
            });
        }
    });
    let people =
        Resource::new(move || (verbs.switch_off.version().get(), verbs.switch_on.version().get()), |_| list_staff());
    view! {
        <Title text=t.staff_title()/>
        <div class="page staff">
            <h1>{t.staff_title()}</h1>
            <Refusal answer=verbs.switch_off.value()/>
            <Refusal answer=verbs.switch_on.value()/>
            <section class="panel">
                <Loaded resource=people shape=RowsSkeleton view=move |people| {
                    let lines = people.into_iter().map(|person| view! { <PersonLine person verbs/> }.into_any());
                    view! { <ul class="lines">{lines.collect_view()}</ul> }.into_any()
                }/>
            </section>
            <LinkDialog asked=verbs.link/>
        </div>
    }
    .into_any()
}
