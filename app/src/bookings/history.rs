use crate::{
    format::{at, time},
    frame::use_frame,
    texts::{Texts, use_texts},
};
use domain::events::{Event, Happening};
use jiff::civil::Date;
use leptos::prelude::*;

/// What happened to a booking, latest first.
#[component]
pub fn History(events: Vec<Event>) -> impl IntoView {
    let t = use_texts();
    let today = use_frame().now.date();
    if events.is_empty() {
        return view! { <p class="muted story">{t.sheet_no_history()}</p> }.into_any();
    }
    view! {
        <section class="story">
            <h3>{t.sheet_history()}</h3>
            <ol>
                {events
                    .into_iter()
                    .map(|event| {
                        let actor = event.actor.unwrap_or_else(|| t.sheet_client_or_system().to_owned());
                        view! {
                            <li>
                                <span>{words(t, event.what, today)}</span>
                                <small><bdi>{actor}</bdi>" · "{at(t, event.at, today)}</small>
                            </li>
                        }
                        .into_any()
                    })
                    .collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

fn words(t: Texts, what: Happening, today: Date) -> String {
    match what {
        Happening::Booked => t.history_booked().to_owned(),
        Happening::Confirmed => t.history_confirmed().to_owned(),
        Happening::CheckedIn => t.history_checked_in().to_owned(),
        Happening::Completed => t.history_completed().to_owned(),
        Happening::Cancelled { reason: None } => t.history_cancelled().to_owned(),
        Happening::Cancelled { reason: Some(reason) } => t.history_cancelled_because(reason),
        Happening::NoShow => t.history_no_show().to_owned(),
        Happening::Reopened => t.history_reopened().to_owned(),
        // On one day, the times say it all.
        Happening::Rescheduled { from, to } if from.date() == to.date() => t.history_rescheduled(time(from), time(to)),
        Happening::Rescheduled { from, to } => t.history_rescheduled(at(t, from, today), at(t, to, today)),
        Happening::Changed { verb } => t.history_changed(verb),
    }
}
