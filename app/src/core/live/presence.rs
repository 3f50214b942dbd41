use super::{api::set_busy, use_live};
use crate::core::{
    texts::{Texts, use_texts},
    ui::use_toasts,
};
use domain::{live::Presence, staff::UserId};
use leptos::{prelude::*, task::spawn_local};

/// A person's presence, as a coloured dot and text.
#[component]
pub fn PresenceDot(of: UserId) -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    let state = Memo::new(move |_| live.people.with(|people| people.get(&of).copied()));
    view! {
        <span class="presence" data-state=move || state_code(state.get())>
            {move || state_name(t, state.get())}
        </span>
    }
    .into_any()
}

fn state_code(state: Option<Presence>) -> &'static str {
    match state {
        Some(Presence::InCall) => "in-call",
        Some(Presence::Busy) => "busy",
        Some(Presence::Online) => "online",
        Some(Presence::Away) => "away",
        None => "absent",
    }
}

fn state_name(t: Texts, state: Option<Presence>) -> &'static str {
    match state {
        Some(Presence::InCall) => t.live_in_call(),
        Some(Presence::Busy) => t.live_busy(),
        Some(Presence::Online) => t.live_online(),
        Some(Presence::Away) => t.live_away(),
        None => t.live_absent(),
    }
}

/// Sends changes of [`BusySwitch`] to the server; reverts the switch if that fails.
pub fn sync_busy() {
    let (t, live, toasts) = (use_texts(), use_live(), use_toasts());
    Effect::new(move || {
        let Some(busy) = live.busy_change.get() else { return };
        spawn_local(async move {
            if let Err(error) = set_busy(busy).await {
                live.busy.set(!busy);
                toasts.show_error(t, t.failed_save(), &error);
            }
        });
    });
}

/// Switches "do not disturb" on or off.
#[component]
pub fn BusySwitch() -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    let change = move |event| {
        let busy = event_target_checked(&event);
        live.busy.set(busy);
        live.busy_change.set(Some(busy));
    };
    view! {
        <label class="switch">
            <input type="checkbox" id="busy" prop:checked=live.busy on:change=change/>
            <span>{t.live_busy()}<small class="muted">{t.live_busy_hint()}</small></span>
        </label>
    }
    .into_any()
}
