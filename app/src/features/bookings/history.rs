use crate::core::{
    format::{at, clock, duration, money},
    page::use_frame,
    texts::{Texts, use_texts},
};
use domain::bookings::{Edit, HistoryEntry, HistoryKind};
use jiff::civil::Date;
use leptos::prelude::*;

/// The changes of a booking, latest first.
#[component]
pub fn History(events: Vec<HistoryEntry>) -> impl IntoView {
    let t = use_texts();
    let today = use_frame().now().date();
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

fn words(t: Texts, what: HistoryKind, today: Date) -> String {
    match what {
        HistoryKind::Booked => t.history_booked().to_owned(),
        HistoryKind::Confirmed => t.history_confirmed().to_owned(),
        HistoryKind::CheckedIn => t.history_checked_in().to_owned(),
        HistoryKind::Completed => t.history_completed().to_owned(),
        HistoryKind::Cancelled { reason: None, .. } => t.history_cancelled().to_owned(),
        HistoryKind::Cancelled { reason: Some(reason), by_client } => match by_client {
            Some(true) => t.history_cancelled_by_client(reason),
            Some(false) => t.history_cancelled_by_salon(reason),
            None => t.history_cancelled_because(reason),
        },
        HistoryKind::NoShow => t.history_no_show().to_owned(),
        HistoryKind::Reopened { edits } => with_edits(t, Some(t.history_reopened()), edits, today),
        HistoryKind::Trashed => t.history_trashed().to_owned(),
        HistoryKind::Restored { edits } => with_edits(t, Some(t.history_restored()), edits, today),
        HistoryKind::Undone { edits } => with_edits(t, Some(t.history_undone()), edits, today),
        HistoryKind::Edited { edits } => with_edits(t, None, edits, today),
        HistoryKind::Changed { verb } => t.history_changed(verb),
    }
}

fn with_edits(t: Texts, first: Option<&str>, edits: Vec<Edit>, today: Date) -> String {
    let edits = edits.into_iter().map(|edit| edit_words(t, edit, today));
    first.map(str::to_owned).into_iter().chain(edits).collect::<Vec<_>>().join("; ")
}

fn edit_words(t: Texts, edit: Edit, today: Date) -> String {
    // Isolated, so that the name's direction does not reorder the sentence.
    let name = |name: String| format!("\u{2068}{name}\u{2069}");
    match edit {
        // Within a day, the date is left out.
        Edit::Time(from, to) if from.date() == to.date() => t.history_rescheduled(clock(t, from), clock(t, to)),
        Edit::Time(from, to) => t.history_rescheduled(at(t, from, today), at(t, to, today)),
        Edit::Length(from, to) => t.history_length(duration(t, from), duration(t, to)),
        Edit::Master(from, to) => t.history_master(name(from), name(to)),
        Edit::Service(from, to) => t.history_service(name(from), name(to)),
        Edit::Price(from, to) => t.history_price(money(t.0, &from), money(t.0, &to)),
        Edit::Notes => t.history_notes().to_owned(),
    }
}
