use super::{
    api::{SwitchPersonOff, SwitchPersonOn},
    link::LinkFor,
    page::Verbs,
};
use crate::{
    frame::{role_name, use_frame},
    texts::use_texts,
    ui::{Avatar, Icon, ServerForm},
};
use domain::staff::{Permission, Person, Role};
use leptos::prelude::*;

/// Somebody who works here, and what may be done.
#[component]
pub fn PersonLine(person: Person, verbs: Verbs) -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    // As the server has it: nobody switches off themselves, nor a director who is none.
    let above = person.role == Role::Director && frame.role != Role::Director;
    let me = person.id == frame.id;
    let switches = frame.may(Permission::EditStaff) && !me && !above;
    let links = frame.may(Permission::EditRoles) && person.active && !me;
    let side = view! {
        {me.then(|| view! { <span class="pill is-completed">{t.staff_you()}</span> })}
        {links.then(|| link_button(&person, verbs))}
        {switches.then(|| switch_form(&person, verbs))}
    };
    view! {
        <li class:off=!person.active>
            <Avatar name=person.name.clone()/>
            <div>
                <strong><bdi>{person.name}</bdi></strong>
                <small class="muted">{role_name(t, person.role)}</small>
                <small class="muted"><bdi dir="ltr">{person.login}</bdi></small>
            </div>
            {(!person.active)
                .then(|| view! { <span class="pill is-cancelled"><Icon name="lock"/>{t.staff_off()}</span> })}
            <div class="acts">{side}</div>
        </li>
    }
    .into_any()
}

fn link_button(person: &Person, verbs: Verbs) -> AnyView {
    let t = use_texts();
    let asked = LinkFor { id: person.id, name: person.name.clone() };
    let label = format!("{}: {}", t.staff_make_link(), person.name);
    view! {
        <button
            class="btn icon"
            type="button"
            aria-label=label.clone()
            title=label
            on:click=move |_| verbs.link.set(Some(asked.clone()))
        >
            <Icon name="key-round"/>
        </button>
    }
    .into_any()
}

fn switch_form(person: &Person, verbs: Verbs) -> AnyView {
    let t = use_texts();
    let (id, asked) = (person.id, (person.id, person.name.clone()));
    let hidden = view! { <input type="hidden" name="person" value=id.to_string()/> };
    if person.active {
        view! {
            <ServerForm
                action=verbs.switch_off
                read=move |_| {
                    verbs.asked.set_value(Some(asked.clone()));
                    SwitchPersonOff { person: id }
                }
            >
                {hidden}
                <button class="btn" type="submit">{t.staff_switch_off()}</button>
            </ServerForm>
        }
        .into_any()
    } else {
        view! {
            <ServerForm action=verbs.switch_on read=move |_| SwitchPersonOn { person: id }>
                {hidden}
                <button class="btn" type="submit">{t.staff_switch_on()}</button>
            </ServerForm>
        }
        .into_any()
    }
}
