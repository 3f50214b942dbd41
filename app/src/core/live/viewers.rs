use super::use_live;
use crate::core::{
    texts::use_texts,
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// Names of the others who have the same booking open; hidden if there are none.
#[component]
pub fn Viewers() -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    view! {
        <p class="viewers" role="status" hidden=move || live.viewers.read().is_empty()>
            <Icon name=IconName::Eye/>
            {move || {
                let names: Vec<String> = live.viewers.read().iter().map(|name| format!("\u{2068}{name}\u{2069}")).collect();
                t.live_viewers(i64::try_from(names.len()).unwrap_or(i64::MAX), names.join(", "))
            }}
        </p>
    }
    .into_any()
}
