//! The start page.

use crate::{frame::use_frame, texts::use_texts, ui::Icon};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/crm`
#[component]
pub fn HomePage() -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    let sees_bookings = frame.sees_bookings;
    view! {
        <Title text=t.nav_today()/>
        <div class="page home">
            <h1>{t.home_hello(&frame.person)}</h1>
            {sees_bookings
                .then(|| {
                    view! {
                        <p class="muted">{t.home_hint()}</p>
                        <a class="btn go" href="/crm/bookings">
                            <Icon name="list"/>
                            {t.home_open_bookings()}
                        </a>
                    }
                })}
        </div>
    }
}
