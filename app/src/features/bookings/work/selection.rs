use super::api::count_matching;
use crate::core::{
    browser,
    error::AppError,
    format::number,
    requests::NewestTask,
    texts::{Texts, use_texts},
};
use domain::{
    FieldError,
    bookings::{BookingId, BookingQuery, BookingRow, BulkAction, Counted, Selection, field},
};
use leptos::{ev::MouseEvent, prelude::*};
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
    /// The bookings that match, once counted.
    matching: RwSignal<Option<Counted>>,
    /// Why the last count failed.
    pub failed: RwSignal<Option<AppError>>,
    /// The query that was counted last.
    counted: StoredValue<Option<BookingQuery>>,
    counting: NewestTask,
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
            failed: RwSignal::default(),
            counted: StoredValue::default(),
            counting: NewestTask::new(),
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
            self.ids.set(rows("input:checked").into_iter().filter(|shown| *shown != id).collect());
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
        if query.check().is_err() {
            // The server would refuse it; the filters say why.
            return self.matching.set(None);
        }
        let query = query.clone().from_start();
        if self.counted.get_value().as_ref() != Some(&query) {
            self.matching.set(None);
            self.counted.set_value(Some(query.clone()));
        }
        self.counting.spawn(async move {
            match count_matching(query).await {
                Ok(counted) => self.matching.set(Some(counted)),
                Err(error) => {
                    self.all.set(false);
                    self.failed.set(Some(error));
                }
            }
        });
    }

    /// Number of bookings that match, if known and within the limit.
    fn matching(self) -> Option<i64> {
        self.matching.get().map(|counted| counted.count).filter(|count| *count <= MOST).map(i64::from)
    }

    /// Whether the bookings that match the query were counted. Only what was counted is changed.
    pub fn is_counted(self) -> bool {
        self.matching.read().is_some()
    }

    /// Whether more bookings match than a bulk change may change.
    pub fn is_too_many(self) -> bool {
        self.matching.read().is_some_and(|counted| counted.count > MOST)
    }

    /// Counts again if the server does not know any more when the selection was counted.
    pub fn recount_if_outdated(self, error: &AppError, query: &BookingQuery) {
        if error.field_error(field::SELECTION) == Some(FieldError::Wrong) {
            self.count(query);
        }
    }

    /// Label of the button that selects all.
    pub fn all_words(self, t: Texts) -> String {
        self.matching().map_or_else(|| t.many_all_uncounted().to_owned(), |count| t.many_all(number(t.0, count)))
    }

    /// Text with the number of selected bookings.
    pub fn words(self, t: Texts) -> String {
        let count = match self.all.get() {
            true if self.is_too_many() => return t.many_too_many(number(t.0, MOST.into())),
            true => self.matching(),
            false => i64::try_from(self.ids.read().len()).ok(),
        };
        count.map_or_else(|| t.many_all_selected().to_owned(), |count| t.count_selected(count))
    }

    /// The selected bookings; `None` while all that match are still being counted.
    pub fn selection(self) -> Option<Selection> {
        if !self.all.get_untracked() {
            return Some(Selection::Some(self.ids.with_untracked(|ids| ids.iter().copied().collect())));
        }
        let counted = self.matching.get_untracked()?.seq;
        Some(Selection::All { query: self.counted.get_value()?, counted })
    }
}

/// Idempotency keys of bulk changes: the same change has the same key until another one is made, so that a repeated
/// request does nothing twice.
#[derive(Clone, Copy, Default)]
pub struct BulkKeys(StoredValue<Option<(Selection, BulkAction, String)>>);

impl BulkKeys {
    /// After an answer, the same change is another request.
    pub fn forget(self) {
        self.0.set_value(None);
    }

    pub fn of(self, selection: &Selection, verb: &BulkAction) -> String {
        let known = self.0.get_value().filter(|(of, by, _)| of == selection && by == verb);
        known.map(|(_, _, key)| key).unwrap_or_else(|| {
            let key = browser::random_id();
            self.0.set_value(Some((selection.clone(), verb.clone(), key.clone())));
            key
        })
    }
}

/// The rows in the document with such a checkbox, in their order.
fn rows(checkbox: &str) -> Vec<BookingId> {
    browser::input_values(&format!("tr.row:not([hidden]) .tick {checkbox}"))
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect()
}

/// The rows from one to another, in their order in the document.
fn rows_between(a: BookingId, b: BookingId) -> Vec<BookingId> {
    let shown = rows("input");
    let position = |id| shown.iter().position(|shown| *shown == id);
    match (position(a), position(b)) {
        (Some(a), Some(b)) => shown.get(a.min(b)..=a.max(b)).map(<[_]>::to_vec).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The checkbox of a row; shown while selection is on.
#[component]
pub fn RowCheckbox(
    #[prop(into)] row: Signal<BookingRow>,
    /// Whether the row is not among those that match, and so not selected with all of them.
    similar: bool,
) -> impl IntoView {
    let (t, selecting) = (use_texts(), use_selection());
    move || {
        selecting.on.get().then(|| {
            let (id, client) = (row.read_untracked().id, row.read_untracked().client.clone());
            let checked = move || (selecting.all.get() && !similar) || selecting.ids.read().contains(&id);
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
