use super::use_live;
use crate::core::{
    texts::use_texts,
    ui::{Badge, Icon, IconName},
};
use domain::live::reconnect::Link;
use leptos::prelude::*;

/// Link to the inbox with the number of unread notifications; its tooltip shows the state of the live link.
#[component]
pub fn Bell() -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    let count = Signal::derive(move || i64::from(live.unread.get()));
    let label = Signal::derive(move || t.inbox_unread(count.get()));
    let state = move || match live.link.get() {
        Link::Connected => "connected",
        Link::Idle | Link::Connecting { .. } => "connecting",
        _ => "lost",
    };
    let title = move || match state() {
        "connected" => t.live_connected(),
        "connecting" => t.live_connecting(),
        _ => t.live_stopped(),
    };
    view! {
        <a class="btn icon bell" href="/crm/notifications" aria-label=t.nav_notifications() title=title data-link=state>
            <Icon name=IconName::Bell/>
            <Badge count label/>
        </a>
    }
    .into_any()
}
