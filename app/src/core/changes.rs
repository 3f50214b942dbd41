//! Tracks which bookings changed, on this page or elsewhere, so that views of them reload.

use crate::core::{browser, error::Result as Answer};
use domain::bookings::{BookingId, BookingRow, BulkResult, Done};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::HashMap, pin::Pin, time::Duration};

/// How often a failed request for rows is repeated.
const RETRIES: u32 = 5;
/// Element id of the list of bookings.
pub const LIST: &str = "bookings";

/// Element id of a booking's link in the list.
pub fn link_id(id: BookingId) -> String {
    format!("booking-{id}")
}

/// Fetches rows of the list by their ids; deleted and invisible ones are left out.
pub type FetchRows = fn(Vec<BookingId>) -> Pin<Box<dyn Future<Output = Answer<Vec<BookingRow>>>>>;

/// Counters that resources depend on, and rows that replace the listed ones. A context of the app.
#[derive(Clone, Copy)]
pub struct BookingChanges {
    fetch_rows: FetchRows,
    /// Counts all changes; figures depend on it.
    pub version: RwSignal<u32>,
    /// Counts the changes of each booking, and the changes of unknown bookings.
    versions: RwSignal<(HashMap<BookingId, u32>, u32)>,
    /// Counts reasons to fetch the whole list again: new bookings and bulk changes.
    pub list: RwSignal<u32>,
    /// The booking that was just moved to the trash; its sheet closes.
    pub trashed: RwSignal<Option<BookingId>>,
    /// Changed rows; `None`: deleted. They are shown in place, so that the list does not jump.
    rows: RwSignal<HashMap<BookingId, Option<BookingRow>>>,
    /// The number of the last request for rows, and of the last request for each row.
    requests: StoredValue<(u32, HashMap<BookingId, u32>)>,
}

pub fn use_changes() -> BookingChanges {
    expect_context()
}

impl BookingChanges {
    /// Provides the context, for the app's lifetime.
    pub fn provide(fetch_rows: FetchRows) {
        provide_context(BookingChanges {
            fetch_rows,
            version: RwSignal::default(),
            versions: RwSignal::default(),
            list: RwSignal::default(),
            trashed: RwSignal::default(),
            rows: RwSignal::default(),
            requests: StoredValue::default(),
        });
    }

    /// A row of the list since its last change: `None` if unchanged, `Some(None)` if deleted.
    pub fn changed_row(self, id: BookingId) -> Memo<Option<Option<BookingRow>>> {
        Memo::new(move |_| self.rows.with(|rows| rows.get(&id).cloned()))
    }

    /// Counts the changes that may concern one booking; views of it depend on it.
    pub fn version_of(self, id: Signal<Option<BookingId>>) -> Memo<u32> {
        Memo::new(move |_| {
            let versions = self.versions.read();
            id.get().and_then(|id| versions.0.get(&id)).unwrap_or(&0) + versions.1
        })
    }

    /// Counts a change of these bookings; `None`: unknown ones.
    fn count(self, ids: Option<&[BookingId]>) {
        self.versions.update(|(of, any)| match ids {
            Some(ids) => ids.iter().for_each(|id| *of.entry(*id).or_default() += 1),
            None => *any += 1,
        });
        self.version.update(|version| *version += 1);
    }

    /// Called after a change of bookings on this page.
    pub fn bookings_changed(self, done: &Done) {
        self.count(Some(&done.bookings));
        self.refresh(done.bookings.clone(), RETRIES);
    }

    /// Called after a bulk change on this page.
    pub fn bulk_changed(self, done: &BulkResult) {
        if done.done > 0 {
            self.list_changed();
        }
    }

    /// Called after a booking was moved to the trash on this page. Its sheet closes before anything fetches it again.
    pub fn moved_to_trash(self, id: BookingId) {
        self.trashed.set(Some(id));
        spawn_local(async move {
            let answer = self.fetch(vec![id]).await;
            self.trashed.set(None);
            self.count(Some(&[id]));
            if let Err((ids, wait)) = answer {
                set_timeout(move || self.refresh(ids, RETRIES), wait);
            }
        });
    }

    /// Called after new bookings and bulk changes: the whole list is fetched again.
    pub fn list_changed(self) {
        self.rows.update(HashMap::clear);
        self.count(None);
        self.list.update(|version| *version += 1);
    }

    /// Called after the list was fetched: its rows replace the changed ones.
    pub fn list_fetched(self, rows: &[BookingRow]) {
        let known = self.rows.with_untracked(|changed| rows.iter().any(|row| changed.contains_key(&row.id)));
        if known {
            self.rows.update(|changed| changed.retain(|id, _| !rows.iter().any(|row| row.id == *id)));
        }
    }

    /// Called when the live link reports changed bookings, with whether each is new. Returns whether new bookings were
    /// held back because the list is in use.
    pub fn changed_elsewhere(self, changed: Vec<(BookingId, bool)>) -> bool {
        let (shown, others): (Vec<_>, Vec<_>) = changed.iter().partition(|(id, _)| browser::has_element(&link_id(*id)));
        let ids: Vec<BookingId> = changed.iter().map(|(id, _)| *id).collect();
        self.count(Some(&ids));
        if !shown.is_empty() {
            self.refresh(shown.into_iter().map(|(id, _)| id).collect(), RETRIES);
        }
        if others.is_empty() || !browser::has_element(LIST) {
            return false;
        }
        let in_use = browser::is_in_use(LIST);
        if !in_use {
            self.list.update(|version| *version += 1);
        }
        // An existing booking may not match the list's filter.
        in_use && others.iter().any(|(_, new)| *new)
    }

    /// Called when the live link reports unknown changes. Returns the same as [`BookingChanges::changed_elsewhere`].
    pub fn all_changed_elsewhere(self) -> bool {
        let in_use = browser::has_element(LIST) && browser::is_in_use(LIST);
        if in_use {
            self.count(None);
        } else {
            self.list_changed();
        }
        in_use
    }

    fn refresh(self, ids: Vec<BookingId>, retries: u32) {
        spawn_local(async move {
            if let Err((ids, wait)) = self.fetch(ids).await
                && let Some(retries) = retries.checked_sub(1)
            {
                set_timeout(move || self.refresh(ids, retries), wait);
            }
        });
    }

    /// Fails with the ids that are worth fetching again, and the delay.
    async fn fetch(self, mut ids: Vec<BookingId>) -> Result<(), (Vec<BookingId>, Duration)> {
        let number = self.requests.try_update_value(|requests| {
            requests.0 += 1;
            requests.1.extend(ids.iter().map(|id| (*id, requests.0)));
            requests.0
        });
        let found = match (self.fetch_rows)(ids.clone()).await {
            Ok(found) => found,
            Err(error) => return error.retry_after().map_or(Ok(()), |wait| Err((ids, wait))),
        };
        // A later request for the same row has the newer state.
        self.requests.with_value(|requests| ids.retain(|id| requests.1.get(id).copied() == number));
        self.rows.update(|rows| {
            rows.extend(ids.iter().map(|id| (*id, None)));
            rows.extend(found.into_iter().filter(|row| ids.contains(&row.id)).map(|row| (row.id, Some(row))));
        });
        Ok(())
    }
}
