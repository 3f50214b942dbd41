use super::{driver::Driver, presence::sync_busy, use_live};
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
const SHORT_OUTAGE: Duration = Duration::from_secs(8);
const SECOND: Duration = Duration::from_secs(1);
/// How often the link is checked for silence.
const SILENCE_CHECK: Duration = Duration::from_secs(15);

/// Formats a notification as a sentence; the date is today on the salon's clock.
pub type Describe = fn(Texts, &Notification, Date) -> String;

/// Opens the live link and keeps it open. Shows a line with the connection's state and a retry button while it is lost.
#[component]
pub fn LiveLine(describe: Describe) -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    let driver = start_driver(t, describe);
    sync_busy();
    let preferences = browser::preferences();
    browser::register_service_worker(&format!("{}-{}", t.0.code(), preferences.theme.code()));
    let shown = without_short_outages(live.link.into());
    let now = RwSignal::new(browser::now_ms());
    let countdown = StoredValue::new_local(None);
    Effect::new(move || {
        let is_waiting = matches!(live.link.get(), Link::Waiting { .. });
        countdown.update_value(|countdown: &mut Option<IntervalHandle>| {
            if let Some(old) = countdown.take() {
                old.clear();
            }
            now.set(browser::now_ms());
            if is_waiting {
                *countdown = set_interval_with_handle(move || now.set(browser::now_ms()), SECOND).ok();
            }
        });
    });
    on_cleanup(move || {
        if let Some(old) = countdown.try_update_value(Option::take).flatten() {
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
fn start_driver(t: Texts, describe: Describe) -> Driver {
    let (live, frame, toasts) = (use_live(), use_frame(), use_toasts());
    let (me, seq) = (frame.id, frame.seq);
    let frame = StoredValue::new(frame);
    let navigate = StoredValue::new_local(use_navigate());
    let show = move || navigate.with_value(|navigate| navigate("/crm/notifications", Default::default()));
    let notify = move |new: Vec<Notification>| {
        if live.busy.get_untracked() {
            return;
        }
        if new.iter().any(|notification| notification.sound) {
            browser::chime();
        }
        // In the background the bell's count is enough.
        if !browser::is_page_visible() {
            return;
        }
        let today = frame.with_value(|frame| frame.now().date());
        let words = match new.as_slice() {
            [one] => describe(t, one, today),
            many => t.inbox_burst(i64::try_from(many.len()).unwrap_or(i64::MAX)),
        };
        toasts.show_with_action_briefly(words, t.inbox_show(), show);
    };
    let driver = Driver::new(live, use_changes(), me, seq, notify);
    Effect::new(move || driver.watch(&live.watched.get()));
    let listeners = [
        window_event_listener_untyped("online", move |_| driver.on(Event::Online)),
        window_event_listener_untyped("offline", move |_| driver.on(Event::Offline)),
        window_event_listener_untyped("pagehide", move |_| driver.on(Event::Leave)),
        // A page restored from the back/forward cache was frozen, not loaded.
        window_event_listener_untyped("pageshow", move |_| driver.on(Event::Start)),
        window_event_listener_untyped("visibilitychange", move |_| {
            if browser::is_page_visible() {
                driver.close_if_silent();
                driver.on(Event::Visible);
            }
            driver.send_presence();
        }),
    ];
    let silence_check = set_interval_with_handle(move || driver.close_if_silent(), SILENCE_CHECK);
    on_cleanup(move || {
        if let Ok(silence_check) = silence_check {
            silence_check.clear();
        }
        listeners.into_iter().for_each(WindowListenerHandle::remove);
        driver.on(Event::Leave);
    });
    driver.on(Event::Start);
    driver
}

/// The state of the link, without short outages.
fn without_short_outages(link: Signal<Link>) -> Signal<Link> {
    // The number of the current outage, and whether it is longer than [`SHORT_OUTAGE`].
    let (outage, is_long) = (StoredValue::new(0_u32), RwSignal::new(false));
    Effect::new(move |was_away: Option<bool>| {
        let link = link.get();
        let is_away = !matches!(link, Link::Connected | Link::Idle);
        if is_away && was_away != Some(true) {
            let number = outage.get_value() + 1;
            outage.set_value(number);
            let later = move || {
                if outage.try_get_value() == Some(number) {
                    is_long.set(true);
                }
            };
            set_timeout(later, SHORT_OUTAGE);
        }
        if !is_away {
            outage.update_value(|number| *number += 1);
            is_long.set(false);
        }
        is_away
    });
    Signal::derive(move || match link.get() {
        link @ (Link::Stopped | Link::Refused(_)) => link,
        link if is_long.get() => link,
        _ => Link::Connected,
    })
}
