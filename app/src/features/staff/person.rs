use super::{
    api::{SwitchPersonOff, SwitchPersonOn, switch_person_off, switch_person_on},
    page::StaffList,
    password_link::LinkFor,
};
use crate::core::{
    live::PresenceDot,
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Avatar, Button, Icon, IconName, ServerForm, Submission, Toasts, use_toasts},
    words::role_name,
};
use domain::staff::{Permission, Person, Role, UserId};
use leptos::{prelude::*, server_fn::ServerFn as _, task::spawn_local};

/// A row of the staff list: a person with presence, account state and permitted actions.
#[component]
pub fn StaffRow(person: Person, list: StaffList) -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    // As on the server: people cannot deactivate themselves, and only directors can deactivate directors.
    let above = person.role == Role::Director && frame.role != Role::Director;
    let me = person.id == frame.id;
    let switches = frame.may(Permission::EditStaff) && !me && !above;
    let links = frame.may(Permission::EditRoles) && person.active && !me;
    let side = view! {
        {links.then(|| link_button(&person, list))}
        {switches.then(|| switch_form(&person, list))}
    };
    view! {
        <li class:off=!person.active>
            <Avatar name=person.name.clone()/>
            <div>
                <span class="named">
                    <strong><bdi>{person.name}</bdi></strong>
                    {me.then(|| view! { <span class="pill is-completed">{t.staff_you()}</span> })}
                </span>
                <small class="muted">{role_name(t, person.role)}" · "<PresenceDot of=person.id/></small>
                {person.login.map(|login| view! { <small class="muted"><bdi dir="ltr">{login}</bdi></small> })}
            </div>
            {(!person.active)
                .then(|| view! { <span class="pill is-cancelled"><Icon name=IconName::Lock/>{t.staff_off()}</span> })}
            {(links || switches).then(|| view! { <div class="acts">{side}</div> })}
        </li>
    }
    .into_any()
}

fn link_button(person: &Person, list: StaffList) -> AnyView {
    let t = use_texts();
    let asked = LinkFor { id: person.id, name: person.name.clone() };
    let label = format!("{}: {}", t.staff_make_link(), person.name);
    view! {
        <button
            class="btn icon"
            type="button"
            aria-label=label.clone()
            title=label
            on:click=move |_| list.link.set(Some(asked.clone()))
        >
            <Icon name=IconName::KeyRound/>
        </button>
    }
    .into_any()
}

fn switch_form(person: &Person, list: StaffList) -> AnyView {
    let (t, toasts) = (use_texts(), use_toasts());
    let submission = Submission::without_fields();
    let (id, name, active) = (person.id, person.name.clone(), person.active);
    let (path, label, failed) = match active {
        true => (SwitchPersonOff::PATH, t.staff_switch_off(), t.failed_switch_off()),
        false => (SwitchPersonOn::PATH, t.staff_switch_on(), t.failed_switch_on()),
    };
    // The response, and Undo, may come after the page was left.
    let send = move |_| {
        let name = format!("\u{2068}{name}\u{2069}");
        submission.send_or(
            || Ok(()),
            move |()| async move { if active { switch_person_off(id).await } else { switch_person_on(id).await } },
            move |()| {
                list.changes.try_update(|changes| *changes += 1);
                if active {
                    toasts.offer_undo(t, t.staff_switched_off(name), move || switch_on(id, list, t, toasts));
                }
            },
            move |error| {
                toasts.show_error(t, failed, &error);
                None
            },
        );
    };
    view! {
        <ServerForm path send>
            <input type="hidden" name="person" value=id.to_string()/>
            <Button label busy=submission.busy/>
        </ServerForm>
    }
    .into_any()
}

fn switch_on(id: UserId, list: StaffList, t: Texts, toasts: Toasts) {
    spawn_local(async move {
        match switch_person_on(id).await {
            Ok(()) => {
                list.changes.try_update(|changes| *changes += 1);
                toasts.show(t.work_undone());
            }
            Err(error) => toasts.show_error(t, t.failed_undo(), &error),
        }
    });
}
