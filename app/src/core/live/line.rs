use super::{driver::Driver, presence::tell_busy, use_live};
use crate::core::{
    browser,
    changes::use_changes,
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Button, Icon, IconName, use_toasts},
};
use domain::{
    live::reconnect::{Event, Link, Refused},
    notifications::Notification,
};
use jiff::civil::Date;
use leptos::{
    leptos_dom::helpers::{IntervalHandle, WindowListenerHandle},
    prelude::*,
};
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// An outage that ends within this time is not shown. The first reconnect comes after five to six seconds.
const BLIP: Duration = Duration::from_secs(8);
const SECOND: Duration = Duration::from_secs(1);
/// How often the link is checked for silence.
const LOOK_AFTER: Duration = Duration::from_secs(15);

/// Formats a notification as a sentence; the date is today on the salon's clock.
pub type Describe = fn(Texts, &Notification, Date) -> String;

/// Opens the live link and keeps it open. Shows a line with the connection's state and a retry button while it is lost.
#[component]
pub fn LiveLine(describe: Describe) -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    let driver = begin(t, describe);
    tell_busy();
    let preferences = browser::preferences();
    browser::keep_offline_page(&format!("{}-{}", t.0.code(), preferences.theme.code()));
    let shown = since_a_while(live.link.into());
    let now = RwSignal::new(browser::clock());
    let ticks = StoredValue::new_local(None);
    Effect::new(move || {
        let waits = matches!(live.link.get(), Link::Waiting { .. });
        ticks.update_value(|ticks: &mut Option<IntervalHandle>| {
            if let Some(old) = ticks.take() {
                old.clear();
            }
            now.set(browser::clock());
            if waits {
                *ticks = set_interval_with_handle(move || now.set(browser::clock()), SECOND).ok();
            }
        });
    });
    on_cleanup(move || {
        if let Some(old) = ticks.try_update_value(Option::take).flatten() {
            old.clear();
        }
    });
    let words = move || match shown.get() {
        Link::Waiting { attempt, until } => {
            let seconds = i64::try_from(until.saturating_sub(now.get()).div_ceil(1000)).unwrap_or_default();
            Some(t.live_waiting(seconds, attempt))
        }
        Link::Connecting { attempt } => Some(t.live_trying(attempt)),
        Link::Offline => Some(t.live_offline().to_owned()),
        Link::Stopped => Some(t.live_stopped().to_owned()),
        Link::Refused(Refused::SignedOut) => Some(t.live_signed_out().to_owned()),
        Link::Idle | Link::Connected | Link::Refused(Refused::Forbidden) => None,
    };
    let read_out = Memo::new(move |_| match shown.get() {
        Link::Waiting { attempt, .. } => Some(t.live_trying(attempt)),
        _ => words(),
    });
    let button = move || match shown.get() {
        Link::Waiting { .. } | Link::Stopped => {
            let press = Callback::new(move |()| driver.on(Event::Retry));
            Some(view! { <Button label=t.live_retry() press/> }.into_any())
        }
        Link::Refused(_) => {
            Some(view! { <a class="btn" href="/login" rel="external">{t.login_submit()}</a> }.into_any())
        }
        _ => None,
    };
    view! {
        <div class="live-line" hidden=move || words().is_none()>
            <Icon name=IconName::WifiOff/>
            // Screen readers do not read the countdown.
            <span class="unseen" role="status">{read_out}</span>
            <span aria-hidden="true">{words}</span>
            {button}
        </div>
    }
    .into_any()
}

/// Starts the driver, and forwards the browser's events to it.
fn begin(t: Texts, describe: Describe) -> Driver {
    let (live, frame, toasts) = (use_live(), use_frame(), use_toasts());
    let (me, seq) = (frame.id, frame.seq);
    let frame = StoredValue::new(frame);
    let navigate = StoredValue::new_local(use_navigate());
    let show = move || navigate.with_value(|navigate| navigate("/crm/notifications", Default::default()));
    let tell = move |came: Vec<Notification>| {
        if live.busy.get_untracked() {
            return;
        }
        if came.iter().any(|told| told.sound) {
            browser::chime();
        }
        // In the background the bell's count is enough.
        if !browser::is_seen() {
            return;
        }
        let today = frame.with_value(|frame| frame.now().date());
        let words = match came.as_slice() {
            [one] => describe(t, one, today),
            many => t.inbox_burst(i64::try_from(many.len()).unwrap_or(i64::MAX)),
        };
        toasts.offer_for_a_while(words, t.inbox_show(), show);
    };
    let driver = Driver::new(live, use_changes(), me, seq, tell);
    Effect::new(move || driver.watch(&live.watched.get()));
    let listeners = [
        window_event_listener_untyped("online", move |_| driver.on(Event::Online)),
        window_event_listener_untyped("offline", move |_| driver.on(Event::Offline)),
        window_event_listener_untyped("pagehide", move |_| driver.on(Event::Leave)),
        // A page restored from the back/forward cache was frozen, not loaded.
        window_event_listener_untyped("pageshow", move |_| driver.on(Event::Start)),
        window_event_listener_untyped("visibilitychange", move |_| {
            if browser::is_seen() {
                driver.look_after();
                driver.on(Event::Visible);
            }
            driver.show_presence();
        }),
    ];
    let looking = set_interval_with_handle(move || driver.look_after(), LOOK_AFTER);
    on_cleanup(move || {
        if let Ok(looking) = looking {
            looking.clear();
        }
        listeners.into_iter().for_each(WindowListenerHandle::remove);
        driver.on(Event::Leave);
    });
    driver.on(Event::Start);
    driver
}

/// The state of the link, without short outages.
fn since_a_while(link: Signal<Link>) -> Signal<Link> {
    // The number of the current outage, and whether it is longer than [`SHORT_OUTAGE`].
    let (away, long) = (StoredValue::new(0_u32), RwSignal::new(false));
    Effect::new(move |was_away: Option<bool>| {
        let link = link.get();
        let is_away = !matches!(link, Link::Connected | Link::Idle);
        if is_away && was_away != Some(true) {
            let mine = away.get_value() + 1;
            away.set_value(mine);
            let later = move || {
                if away.try_get_value() == Some(mine) {
                    long.set(true);
                }
            };
            set_timeout(later, BLIP);
        }
        if !is_away {
            away.update_value(|number| *number += 1);
            long.set(false);
        }
        is_away
    });
    Signal::derive(move || match link.get() {
        link @ (Link::Stopped | Link::Refused(_)) => link,
        link if long.get() => link,
        _ => Link::Connected,
    })
}
