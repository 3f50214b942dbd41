use super::{
    api::{choose_notification, show_choices},
    sentences::kind_name,
};
use crate::core::{
    page::use_frame,
    requests::resource,
    texts::{Texts, use_texts},
    ui::{Icon, IconName, Loaded, RowsSkeleton, use_toasts},
};
use domain::{
    notifications::{Audience, Choice, Kind},
    staff::Permission,
};
use leptos::{prelude::*, task::spawn_local};

/// Settings panel: whether and with sound each kind of notification is received.
#[component]
pub fn Choices() -> impl IntoView {
    let t = use_texts();
    let choices = resource(|| (), |()| show_choices());
    view! {
        <section class="panel choices-of" id="notification-choices">
            <h2>{t.inbox_title()}</h2>
            <p class="muted">{t.inbox_choices_hint()}</p>
            <Loaded resource=choices skeleton=RowsSkeleton view=|choices| {
                view! {
                    <ul class="lines">
                        {choices.into_iter().map(|choice| view! { <PreferenceRow choice/> }.into_any()).collect_view()}
                    </ul>
                }
                    .into_any()
            }/>
        </section>
    }
    .into_any()
}

#[component]
fn PreferenceRow(choice: Choice) -> impl IntoView {
    let (t, toasts) = (use_texts(), use_toasts());
    let sees_all = use_frame().may(Permission::ViewAllBookings);
    let stored = RwSignal::new(choice);
    let choose = move |change: fn(&mut Choice, &str), value: String| {
        let before = stored.get_untracked();
        stored.update(|choice| change(choice, &value));
        spawn_local(async move {
            if let Err(error) = choose_notification(stored.get_untracked()).await {
                // Shows the stored preference again.
                stored.try_set(before);
                toasts.show_error(t, t.failed_save(), &error);
            }
        });
    };
    let option = move |audience: Audience| {
        let chosen = move || stored.read().audience == audience;
        view! {
            <option value=audience.code() selected=stored.get_untracked().audience == audience prop:selected=chosen>
                {audience_name(t, choice.kind, audience)}
            </option>
        }
    };
    let audiences =
        choice.kind.audiences().iter().copied().filter(move |audience| *audience != Audience::All || sees_all);
    let name = kind_name(t, choice.kind);
    view! {
        <li>
            <span>{name}</span>
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=move || stored.read().sound
                    checked=choice.sound
                    on:change=move |event| {
                        let on = event_target_checked(&event).to_string();
                        choose(|choice, on| choice.sound = on == "true", on);
                    }
                />
                <span>{t.inbox_sound()}</span>
            </label>
            <span class="field"><span class="select">
                <select
                    aria-label=format!("{name}: {}", t.inbox_whose())
                    on:change=move |event| {
                        choose(
                            |choice, code| choice.audience = Audience::from_code(code).unwrap_or(choice.audience),
                            event_target_value(&event),
                        );
                    }
                >
                    {audiences.map(option).collect_view()}
                </select>
                <Icon name=IconName::ChevronDown/>
            </span></span>
        </li>
    }
    .into_any()
}

fn audience_name(t: Texts, kind: Kind, audience: Audience) -> &'static str {
    match (audience, kind) {
        (Audience::Nobody, _) => t.inbox_whose_nobody(),
        (Audience::Own, Kind::Mention) => t.inbox_mention_tell(),
        (Audience::Own, _) => t.inbox_whose_mine(),
        (Audience::All, _) => t.inbox_whose_everybody(),
    }
}
