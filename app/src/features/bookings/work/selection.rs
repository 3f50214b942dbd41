use super::api::count_matching;
use crate::core::{
    browser,
    format::number,
    texts::{Texts, use_texts},
};
use domain::bookings::{BookingId, BookingQuery, BookingRow, Selection};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use std::collections::BTreeSet;

/// Limit of a bulk change; the server counts no further.
const MOST: u32 = 10_000;

/// The selected bookings of the list. A context of the app.
#[derive(Clone, Copy)]
pub struct BulkSelection {
    /// Whether rows have checkboxes.
    pub on: RwSignal<bool>,
    pub ids: RwSignal<BTreeSet<BookingId>>,
    /// Whether all bookings that match the query are selected, also those not loaded.
    pub all: RwSignal<bool>,
    /// Number of bookings that match, once counted.
    matching: RwSignal<Option<u32>>,
    /// The query that was counted last.
    counted: StoredValue<Option<BookingQuery>>,
    /// The row that was clicked last, where a range starts.
    last: StoredValue<Option<BookingId>>,
}

pub fn use_selection() -> BulkSelection {
    expect_context()
}

impl BulkSelection {
    /// Provides the context, for the app's lifetime.
    pub fn provide() {
        provide_context(BulkSelection {
            on: RwSignal::default(),
            ids: RwSignal::default(),
            all: RwSignal::default(),
            matching: RwSignal::default(),
            counted: StoredValue::default(),
            last: StoredValue::default(),
        });
    }

    /// Switches selection on or off.
    pub fn toggle(self) {
        if self.on.get_untracked() { self.end() } else { self.on.set(true) }
    }

    /// Switches selection off, and clears it.
    pub fn end(self) {
        self.on.set(false);
        self.all.set(false);
        self.ids.set(BTreeSet::new());
        self.last.set_value(None);
    }

    /// Toggles a row; with `range`, all rows from the one clicked last.
    fn toggle_row(self, id: BookingId, range: bool) {
        if self.all.get_untracked() {
            // Keeps the shown rows except this one.
            self.all.set(false);
            self.ids.set(rows().into_iter().filter(|shown| *shown != id).collect());
            self.last.set_value(Some(id));
            return;
        }
        let on = !self.ids.with_untracked(|ids| ids.contains(&id));
        let from = self.last.get_value().filter(|_| range);
        let between = from.map(|from| rows_between(from, id)).filter(|between| !between.is_empty());
        self.ids.update(|ids| {
            for id in between.unwrap_or_else(|| vec![id]) {
                if on {
                    ids.insert(id);
                } else {
                    ids.remove(&id);
                }
            }
        });
        self.last.set_value(Some(id));
    }

    /// Selects all bookings that match the query.
    pub fn select_all(self, query: &BookingQuery) {
        self.all.set(true);
        self.count(query);
    }

    /// Counts the bookings that match the query.
    pub fn count(self, query: &BookingQuery) {
        let query = query.clone().from_start();
        if self.counted.get_value().as_ref() != Some(&query) {
            self.matching.set(None);
            self.counted.set_value(Some(query.clone()));
        }
        spawn_local(async move {
            // The number is only shown.
            let count = count_matching(query.clone()).await.ok();
            // The query may have changed in the meantime.
            if self.counted.get_value() == Some(query) {
                self.matching.set(count);
            }
        });
    }

    /// Number of bookings that match, if known and within the limit.
    fn matching(self) -> Option<i64> {
        self.matching.get().filter(|count| *count <= MOST).map(i64::from)
    }

    /// Label of the button that selects all.
    pub fn all_words(self, t: Texts) -> String {
        self.matching().map_or_else(|| t.many_all_uncounted().to_owned(), |count| t.many_all(number(t.0, count)))
    }

    /// Text with the number of selected bookings.
    pub fn words(self, t: Texts) -> String {
        let count = match self.all.get() {
            true => self.matching(),
            false => i64::try_from(self.ids.read().len()).ok(),
        };
        count.map_or_else(|| t.many_all_selected().to_owned(), |count| t.count_selected(count))
    }

    pub fn selection(self, query: &BookingQuery) -> Selection {
        match self.all.get_untracked() {
            true => Selection::All(query.clone().from_start()),
            false => Selection::Some(self.ids.with_untracked(|ids| ids.iter().copied().collect())),
        }
    }
}

/// The rows in the document, in their order.
fn rows() -> Vec<BookingId> {
    browser::input_values("tr.row .tick input").iter().filter_map(|id| id.parse().ok()).collect()
}

/// The rows from one to another, in their order in the document.
fn rows_between(a: BookingId, b: BookingId) -> Vec<BookingId> {
    let shown = rows();
    let position = |id| shown.iter().position(|shown| *shown == id);
    match (position(a), position(b)) {
        (Some(a), Some(b)) => shown.get(a.min(b)..=a.max(b)).map(<[_]>::to_vec).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The checkbox of a row; shown while selection is on.
#[component]
pub fn RowCheckbox(#[prop(into)] row: Signal<BookingRow>) -> impl IntoView {
    let (t, selecting) = (use_texts(), use_selection());
    move || {
        selecting.on.get().then(|| {
            let (id, client) = (row.read_untracked().id, row.read_untracked().client.clone());
            let checked = move || selecting.all.get() || selecting.ids.read().contains(&id);
            let click = move |event: MouseEvent| selecting.toggle_row(id, event.shift_key());
            view! {
                <label class="tick">
                    <input
                        type="checkbox"
                        value=id.to_string()
                        aria-label=t.many_select_of(format!("\u{2068}{client}\u{2069}"))
                        prop:checked=checked
                        on:click=click
                    />
                </label>
            }
        })
    }
}
